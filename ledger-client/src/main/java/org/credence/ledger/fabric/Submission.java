package org.credence.ledger.fabric;

import java.time.Duration;
import java.util.Optional;
import org.credence.ledger.LedgerUnavailableException;
import org.credence.ledger.OutcomeUnknownException;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One endorsed transaction on its way onto the ledger. It is signed once, and these same bytes are handed over, looked up by their
 * transaction id through every gateway, and handed over again, at the next gateway, when none of them has it: the ledger takes an id
 * once. For one thread.
 */
final class Submission {
    private static final Logger log = LoggerFactory.getLogger(Submission.class);

    private final ClientParts client;
    private final Turns turns;
    private final String txId;
    private final byte[] transaction;
    private final byte[] signature;
    private GatewayPeer next;

    Submission(ClientParts client, Turns turns, Transaction endorsed) {
        this.client = client;
        this.turns = turns;
        this.txId = endorsed.getTransactionId();
        this.transaction = endorsed.getBytes();
        this.signature = client.caller().signDigest(endorsed.getDigest());
        this.next = turns.peer();
    }

    /**
     * Hands the transaction over and asks for it until its fate is known.
     *
     * @throws OutcomeUnknownException if it is not known by the deadline
     */
    Status fate() {
        Optional<Failure> notTaken = handOver();
        boolean unseen = false;
        while (true) {
            // One that was not taken is asked for only briefly: to hand it over again is as harmless as to ask.
            Duration patience = notTaken.isPresent()
                    ? client.limits().longestPause()
                    : client.limits().commitStatus();
            GatewayPeer peer = turns.peer();
            try {
                Status status = ask(peer, patience);
                client.gateways().saw(peer, status.getBlockNumber(), txId);
                return status;
            } catch (CommitStatusException e) {
                unseen |= e.getStatus().getCode() == io.grpc.Status.Code.DEADLINE_EXCEEDED;
                boolean everywhere = pass(Failure.of(e, peer.name()), notTaken);
                if (unseen && everywhere) {
                    requireHope(notTaken);
                    notTaken = handOver();
                    unseen = false;
                }
            }
        }
    }

    /** A copy of a transaction that is on the ledger already is void under this code, and its id has the first one's fate. */
    private Status ask(GatewayPeer peer, Duration patience) throws CommitStatusException {
        byte[] question = client.messages().commitStatus(txId).toByteArray();
        Status status = peer.gateway().newCommit(question).getStatus(turns.within(patience));
        return status.getCode() == TxValidationCode.DUPLICATE_TXID
                ? peer.gateway().newCommit(question).getStatus(turns.within(patience))
                : status;
    }

    /** An orderer that refused the transaction, which nobody has then, will refuse it again. */
    private void requireHope(Optional<Failure> notTaken) {
        if (notTaken.isPresent() && notTaken.get().kind() != Failure.Kind.AWAY) {
            throw client.fatal(notTaken.get());
        }
    }

    private boolean pass(Failure unheard, Optional<Failure> notTaken) {
        try {
            return turns.pass(unheard);
        } catch (LedgerUnavailableException e) {
            throw new OutcomeUnknownException(
                    txId,
                    "nobody could say in time whether transaction " + txId
                            + " was committed; sending the command again is harmless ("
                            + notTaken.map(Failure::report).orElseGet(() -> String.valueOf(e.getMessage())) + ")",
                    e);
        }
    }

    /** The failure if the orderers did not say that they took the transaction; they may have all the same. */
    private Optional<Failure> handOver() {
        GatewayPeer peer = next;
        next = client.gateways().after(peer);
        turns.restartAt(peer);
        try {
            peer.gateway()
                    .newSignedTransaction(transaction, signature)
                    .submitAsync(turns.within(client.limits().submit()));
            return Optional.empty();
        } catch (SubmitException e) {
            Failure failure = Failure.of(e, peer.name());
            log.atWarn()
                    .addKeyValue("txId", txId)
                    .addKeyValue("reason", failure.words())
                    .log("submit failed, outcome unknown; looking it up");
            return Optional.of(failure);
        }
    }
}

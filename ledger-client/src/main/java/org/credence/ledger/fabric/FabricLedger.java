package org.credence.ledger.fabric;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.credence.ledger.BlockStream;
import org.credence.ledger.Checkpoint;
import org.credence.ledger.Ledger;
import org.credence.ledger.LedgerFaultException;
import org.credence.ledger.LedgerUnavailableException;
import org.credence.ledger.NotAuthorizedException;
import org.credence.ledger.Receipt;
import org.credence.ledger.RefusedException;
import org.credence.network.identity.Enrolment;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.Reply;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKey;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateQuery;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.encoding.DecodeException;
import org.credence.protocol.encoding.Facts;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;

/**
 * The ledger by Fabric Gateways, those of real peers or of the embedded ledger. A gateway that is away, or behind which something is
 * away, costs a call no more than the time to find out: the next one in the profile is asked, and stays the one for later calls.
 *
 * <p>Why a failed submit is not endorsed again: a BFT gateway reports failures of transactions that were committed, and a peer may die
 * after it passed one on. So the same transaction, with the same id, is looked up and, if nobody knows it, handed over once more: the
 * ledger takes an id once. Only a transaction that is known to be invalid is built and endorsed anew, where that may help.
 */
public final class FabricLedger implements Ledger {
    private static final Set<TxValidationCode> CONFLICTS =
            Set.of(TxValidationCode.MVCC_READ_CONFLICT, TxValidationCode.PHANTOM_READ_CONFLICT);

    /** The channel changed between endorsement and commit: who endorses, or which contract runs. */
    private static final Set<TxValidationCode> OVERTAKEN = Set.of(
            TxValidationCode.ENDORSEMENT_POLICY_FAILURE,
            TxValidationCode.EXPIRED_CHAINCODE,
            TxValidationCode.CHAINCODE_VERSION_CONFLICT);

    /** How often a call may be endorsed for a channel that changes. */
    private static final int CHANGES = 3;

    private final ClientParts client;
    private final BlockDecoder decoder;
    private final Set<BlockStream> streams = ConcurrentHashMap.newKeySet();

    private FabricLedger(ClientParts client, BlockDecoder decoder) {
        this.client = client;
        this.decoder = decoder;
    }

    /**
     * The ledger at this place, for a caller with this enrolment. Connects at the first call.
     *
     * @param enrolment signs transactions, and opens the mutual TLS connections
     */
    public static Ledger connect(
            ConnectionProfile profile, Enrolment enrolment, ClientLimits limits, ClientEnvironment environment) {
        ClientParts client = ClientParts.connect(profile, enrolment, limits, environment);
        return new FabricLedger(client, new BlockDecoder(profile.chaincode()));
    }

    @Override
    public Receipt submit(Command command) {
        var turns = new Turns(client);
        Backoff backoff = client.backoff();
        byte[] argument = CanonicalJson.encode(command);
        for (int attempt = 1; ; attempt++) {
            Transaction endorsed = endorse(turns, command.function(), argument);
            Reply reply = reply(endorsed);
            Status status = new Submission(client, turns, endorsed).fate();
            if (status.isSuccessful()) {
                if (reply.code().isRefusal()) {
                    throw new RefusedException(reply.code(), reply.words());
                }
                return new Receipt(status.getTransactionId(), reply.code(), status.getBlockNumber());
            }
            LedgerUnavailableException lost = lost(command.function(), status, attempt);
            if (attempt >= client.limits().conflicts()) {
                throw lost;
            }
            turns.pauseAfterConflict(backoff, lost);
        }
    }

    /**
     * What is said of an invalid transaction if it is not built anew.
     *
     * @throws RuntimeException if a new one would be no better
     */
    private LedgerUnavailableException lost(String function, Status status, int attempt) {
        var invalid = new LedgerFaultException("transaction " + status.getTransactionId() + " (" + function
                + ") was endorsed and then found invalid: " + status.getCode());
        if (CONFLICTS.contains(status.getCode())) {
            return new LedgerUnavailableException(
                    function + " lost against others that wrote the same facts, " + attempt + " times, last as "
                            + status.getTransactionId() + "; try later",
                    invalid);
        }
        if (status.getCode() == TxValidationCode.BAD_CREATOR_SIGNATURE) {
            throw new NotAuthorizedException(
                    Failure.certificateAdvice(
                                    client.caller().certificate(),
                                    client.environment().clock().instant())
                            + " (" + invalid.getMessage() + ")",
                    invalid);
        }
        if (OVERTAKEN.contains(status.getCode()) && attempt < CHANGES) {
            return new LedgerUnavailableException(
                    function + " was endorsed for a channel that changed meanwhile; try later", invalid);
        }
        throw invalid;
    }

    @Override
    public <T> Optional<T> read(StateKey<T> key) {
        return query(key.kind(), StateQuery.of(key)).stream()
                .map(StateEntry::value)
                .findFirst();
    }

    @Override
    public <T> List<StateEntry<T>> readAll(StateKind<T> kind, String... firstAttributes) {
        return query(kind, StateQuery.of(kind, firstAttributes));
    }

    private <T> List<StateEntry<T>> query(StateKind<T> kind, StateQuery query) {
        var turns = new Turns(client);
        byte[] argument = CanonicalJson.encode(query);
        byte[] facts = turns.answer(peer -> peer.gateway()
                .newProposal(client.messages()
                        .proposal(StateQuery.FUNCTION, argument)
                        .toByteArray())
                .evaluate(turns.within(client.limits().evaluate())));
        try {
            return CanonicalJson.decode(facts, Facts.class).entries(kind);
        } catch (DecodeException | IllegalArgumentException e) {
            throw new LedgerFaultException("the contract's answer to " + query + " is not facts: " + e.getMessage(), e);
        }
    }

    @Override
    public BlockStream blocks(long first) {
        if (first < 0) {
            throw new IllegalArgumentException("blocks are numbered from 0, was " + first);
        }
        return stream(first, null);
    }

    @Override
    public BlockStream blocks(Checkpoint checkpoint) {
        return checkpoint
                .last()
                .map(last -> stream(last.block() + 1, last.hash()))
                .orElseGet(() -> stream(0, null));
    }

    private BlockStream stream(long first, @Nullable Digest previous) {
        var stream = new FabricBlockStream(client, decoder, first, previous, block -> {}, streams::remove);
        streams.add(stream);
        if (client.closed().getCount() == 0) {
            stream.close();
        }
        return stream;
    }

    @Override
    public void close() {
        client.closed().countDown();
        List.copyOf(streams).forEach(BlockStream::close);
        client.gateways().close();
    }

    private Transaction endorse(Turns turns, String function, byte[] argument) {
        return turns.answer(peer -> peer.gateway()
                .newProposal(client.messages().proposal(function, argument).toByteArray())
                .endorse(turns.within(client.limits().endorse())));
    }

    private static Reply reply(Transaction transaction) {
        try {
            return CanonicalJson.decode(transaction.getResult(), Reply.class);
        } catch (DecodeException e) {
            throw new LedgerFaultException("the contract's answer is not a reply: " + e.getMessage(), e);
        }
    }
}

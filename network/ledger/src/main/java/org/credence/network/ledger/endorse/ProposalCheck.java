package org.credence.network.ledger.endorse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.credence.network.ledger.config.ChannelConfig;
import org.credence.network.ledger.message.ChaincodeProposal;
import org.credence.network.ledger.message.InvalidTransactionException;
import org.credence.network.ledger.msp.IdentityRefusedException;
import org.credence.network.ledger.msp.KnownIdentity;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.credence.network.ledger.store.LedgerStore;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/** Checks a proposal before any contract sees it, as a peer's filters do. Safe for many threads. */
public final class ProposalCheck {
    /** How far a proposal's time may be from the ledger's, either way: Fabric's default {@code timewindow}. */
    public static final Duration WINDOW = Duration.ofMinutes(15);

    private final LedgerStore store;
    private final SignatureVerifier signatures;
    private final InstantSource clock;

    public ProposalCheck(LedgerStore store, SignatureVerifier signatures, InstantSource clock) {
        this.store = store;
        this.signatures = signatures;
        this.clock = clock;
    }

    /**
     * The proposal, sent by an identity of the channel that may write, signed, on time and new.
     *
     * @throws ProposalRefusedException otherwise
     */
    public ChaincodeProposal check(SignedProposal signed, ChannelConfig config) throws ProposalRefusedException {
        ChaincodeProposal proposal;
        try {
            proposal = ChaincodeProposal.parse(signed);
        } catch (InvalidTransactionException e) {
            throw new ProposalRefusedException("error validating proposal: " + e.getMessage());
        }
        if (!proposal.header().channel().equals(config.channel())) {
            throw new ProposalRefusedException("channel '" + proposal.header().channel()
                    + "' not found, this ledger has '" + config.channel() + "'");
        }
        requireOnTime(proposal.header().timestamp());
        requireSender(proposal, config);
        String id = proposal.header().transactionId();
        if (store.transaction(id).isPresent()) {
            throw new ProposalRefusedException("duplicate transaction found [" + id + "]");
        }
        return proposal;
    }

    private void requireSender(ChaincodeProposal proposal, ChannelConfig config) throws ProposalRefusedException {
        try {
            KnownIdentity sender =
                    config.membership().identify(proposal.header().creator());
            sender.requireValidAt(clock.instant());
            sender.requireValidAt(proposal.header().timestamp());
            if (!sender.mayWrite()) {
                throw denied(config, sender.mspId(), "a " + sender.role().text() + " may not propose transactions");
            }
            if (!signatures.verifies(
                    sender, proposal.signed().getSignature(), proposal.signed().getProposalBytes())) {
                throw denied(config, sender.mspId(), "the signature does not verify");
            }
        } catch (IdentityRefusedException e) {
            throw denied(config, e.mspId(), e.reason());
        }
    }

    private void requireOnTime(Instant timestamp) throws ProposalRefusedException {
        Instant now = clock.instant();
        if (timestamp.isBefore(now.minus(WINDOW)) || timestamp.isAfter(now.plus(WINDOW))) {
            throw new ProposalRefusedException("request unauthorized due to incorrect timestamp " + timestamp
                    + ", the ledger's time is " + now + "; set the clock within " + WINDOW.toMinutes() + " minutes");
        }
    }

    private static ProposalRefusedException denied(ChannelConfig config, String mspId, String reason) {
        return new ProposalRefusedException(
                "access denied: channel [" + config.channel() + "] creator org [" + mspId + "]: " + reason);
    }
}

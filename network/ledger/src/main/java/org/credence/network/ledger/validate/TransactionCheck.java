package org.credence.network.ledger.validate;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.credence.network.identity.NodeOu;
import org.credence.network.ledger.config.ChannelConfig;
import org.credence.network.ledger.message.EndorsedTransaction;
import org.credence.network.ledger.message.InvalidTransactionException;
import org.credence.network.ledger.message.SignedEnvelope;
import org.credence.network.ledger.msp.IdentityRefusedException;
import org.credence.network.ledger.msp.KnownIdentity;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Judges transactions one by one under one configuration, in Fabric's order: form, channel, creator, signature, id, content,
 * endorsements. Certificates are judged at the transaction's own time, so that the judgement is the same whenever it is made.
 * Safe for many threads.
 */
public final class TransactionCheck {
    private final ChannelConfig config;
    private final SignatureVerifier signatures;

    public TransactionCheck(ChannelConfig config, SignatureVerifier signatures) {
        this.config = config;
        this.signatures = signatures;
    }

    /** The configuration judged by. */
    public ChannelConfig config() {
        return config;
    }

    /** The judgement on a serialized envelope. */
    public CheckedTransaction check(ByteString envelope) {
        try {
            return check(SignedEnvelope.parse(envelope));
        } catch (InvalidTransactionException e) {
            return unreadable(envelope, e);
        }
    }

    /** The judgement on an envelope. */
    public CheckedTransaction check(Envelope envelope) {
        try {
            return check(SignedEnvelope.of(envelope));
        } catch (InvalidTransactionException e) {
            return unreadable(envelope.toByteString(), e);
        }
    }

    private CheckedTransaction check(SignedEnvelope envelope) {
        boolean proven = false;
        Optional<EndorsedTransaction> transaction = Optional.empty();
        try {
            requireTypeAndChannel(envelope);
            requireCreator(envelope);
            envelope.header().requireOwnTransactionId();
            proven = true;
            transaction = Optional.of(EndorsedTransaction.parse(envelope));
            requireEndorsements(transaction.get());
            return new CheckedTransaction(
                    envelope.bytes(), Optional.of(envelope), true, transaction, TxValidationCode.VALID, "");
        } catch (InvalidTransactionException e) {
            return new CheckedTransaction(
                    envelope.bytes(), Optional.of(envelope), proven, transaction, e.code(), e.reason());
        }
    }

    private void requireTypeAndChannel(SignedEnvelope envelope) throws InvalidTransactionException {
        if (!envelope.header().isEndorserTransaction()) {
            throw new InvalidTransactionException(
                    TxValidationCode.UNKNOWN_TX_TYPE,
                    "the type must be ENDORSER_TRANSACTION, was "
                            + envelope.header().type());
        }
        if (!envelope.header().channel().equals(config.channel())) {
            throw new InvalidTransactionException(
                    TxValidationCode.TARGET_CHAIN_NOT_FOUND,
                    "the channel is '" + config.channel() + "', not '"
                            + envelope.header().channel() + "'");
        }
    }

    private void requireCreator(SignedEnvelope envelope) throws InvalidTransactionException {
        KnownIdentity creator =
                identify(envelope.header().creator(), envelope.header().timestamp());
        if (!creator.mayWrite()) {
            throw badCreator("a " + creator.role().text() + " of " + creator.mspId() + " may not submit transactions");
        }
        if (!signatures.verifies(creator, envelope.signature(), envelope.payload())) {
            throw badCreator("the signature is not " + creator.mspId() + "'s over this payload");
        }
    }

    private KnownIdentity identify(ByteString identity, Instant time) throws InvalidTransactionException {
        try {
            KnownIdentity known = config.membership().identify(identity);
            known.requireValidAt(time);
            return known;
        } catch (IdentityRefusedException e) {
            throw badCreator(e.reason());
        }
    }

    /* Endorsements that do not hold are passed over, as in Fabric; those that hold must be enough. */
    private void requireEndorsements(EndorsedTransaction transaction) throws InvalidTransactionException {
        Set<String> endorsers = new HashSet<>();
        for (Endorsement endorsement : transaction.endorsements()) {
            endorser(transaction, endorsement).ifPresent(endorsers::add);
        }
        if (!config.endorsement().isMetBy(endorsers)) {
            throw new InvalidTransactionException(
                    TxValidationCode.ENDORSEMENT_POLICY_FAILURE,
                    "endorsed by the peers of " + endorsers + ", the policy wants "
                            + config.endorsement().required() + " of "
                            + config.endorsement().hosts());
        }
    }

    private Optional<String> endorser(EndorsedTransaction transaction, Endorsement endorsement) {
        try {
            KnownIdentity endorser = config.membership().identify(endorsement.getEndorser());
            endorser.requireValidAt(transaction.header().timestamp());
            boolean holds = endorser.role() == NodeOu.PEER
                    && signatures.verifies(
                            endorser,
                            endorsement.getSignature(),
                            transaction.responsePayload(),
                            endorsement.getEndorser());
            return holds ? Optional.of(endorser.mspId()) : Optional.empty();
        } catch (IdentityRefusedException e) {
            return Optional.empty();
        }
    }

    private static CheckedTransaction unreadable(ByteString envelope, InvalidTransactionException e) {
        return new CheckedTransaction(envelope, Optional.empty(), false, Optional.empty(), e.code(), e.reason());
    }

    private static InvalidTransactionException badCreator(String reason) {
        return new InvalidTransactionException(TxValidationCode.BAD_CREATOR_SIGNATURE, reason);
    }
}

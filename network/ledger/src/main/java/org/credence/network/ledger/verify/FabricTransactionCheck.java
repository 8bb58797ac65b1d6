package org.credence.network.ledger.verify;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.credence.network.ledger.config.fabric.FabricConfig;
import org.credence.network.ledger.config.fabric.SignatureSet;
import org.credence.network.ledger.message.EndorsedTransaction;
import org.credence.network.ledger.message.InvalidTransactionException;
import org.credence.network.ledger.message.SignedEnvelope;
import org.credence.network.ledger.msp.IdentityRefusedException;
import org.credence.network.ledger.msp.KnownIdentity;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.credence.network.ledger.validate.CheckedTransaction;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Judges transactions one by one under a Fabric configuration, with the codes and in the order of Fabric's peers: header,
 * creator, signature, id, content. Certificates are judged by their issuer and its revocation list, not by the time: peers do
 * not ask for it. Safe for many threads.
 */
final class FabricTransactionCheck {
    /** By how much a peer's clock and a transaction's time may differ ({@code peer.authentication.timewindow}). */
    private static final Duration TIME_WINDOW = Duration.ofMinutes(15);

    private final FabricConfig config;
    private final SignatureSet signatureSet;
    private final SignatureVerifier signatures;

    FabricTransactionCheck(FabricConfig config, SignatureVerifier signatures) {
        this.config = config;
        this.signatures = signatures;
        this.signatureSet = new SignatureSet(config.membership(), signatures);
    }

    FabricTransaction check(ByteString bytes) {
        try {
            return check(SignedEnvelope.parse(bytes));
        } catch (InvalidTransactionException e) {
            return rejected(new CheckedTransaction(
                    bytes, Optional.empty(), false, Optional.empty(), unreadable(e.code()), e.reason()));
        }
    }

    /* A peer does not tell an empty envelope from one without a header. */
    private static TxValidationCode unreadable(TxValidationCode code) {
        return code == TxValidationCode.NIL_ENVELOPE ? TxValidationCode.BAD_COMMON_HEADER : code;
    }

    private FabricTransaction check(SignedEnvelope envelope) {
        boolean proven = false;
        Optional<EndorsedTransaction> transaction = Optional.empty();
        try {
            requireHeader(envelope);
            KnownIdentity creator = creator(envelope);
            requireType(envelope);
            envelope.header().requireOwnTransactionId();
            proven = true;
            transaction = Optional.of(EndorsedTransaction.parse(envelope));
            requireVersion(transaction.get());
            return new FabricTransaction(
                    new CheckedTransaction(
                            envelope.bytes(), Optional.of(envelope), true, transaction, TxValidationCode.VALID, ""),
                    objection(envelope, creator),
                    endorsers(transaction.get()));
        } catch (InvalidTransactionException e) {
            return rejected(new CheckedTransaction(
                    envelope.bytes(), Optional.of(envelope), proven, transaction, code(e.code()), e.reason()));
        }
    }

    private static TxValidationCode code(TxValidationCode code) {
        return code == TxValidationCode.NIL_TXACTION ? TxValidationCode.INVALID_ENDORSER_TRANSACTION : code;
    }

    private static void requireHeader(SignedEnvelope envelope) throws InvalidTransactionException {
        if (envelope.header().nonce().isEmpty() || !hasKnownType(envelope)) {
            throw new InvalidTransactionException(
                    TxValidationCode.BAD_COMMON_HEADER,
                    "the header has no nonce, or the unknown type "
                            + envelope.header().type());
        }
    }

    private static boolean hasKnownType(SignedEnvelope envelope) {
        return switch (envelope.header().type()) {
            case HeaderType.CONFIG_VALUE, HeaderType.CONFIG_UPDATE_VALUE, HeaderType.ENDORSER_TRANSACTION_VALUE -> true;
            default -> false;
        };
    }

    private static void requireType(SignedEnvelope envelope) throws InvalidTransactionException {
        if (!envelope.header().isEndorserTransaction()) {
            throw new InvalidTransactionException(
                    TxValidationCode.UNSUPPORTED_TX_PAYLOAD,
                    "the type must be ENDORSER_TRANSACTION, was "
                            + envelope.header().type());
        }
    }

    private static void requireVersion(EndorsedTransaction transaction) throws InvalidTransactionException {
        if (transaction.result().version().isEmpty()) {
            throw new InvalidTransactionException(
                    TxValidationCode.INVALID_CHAINCODE, "the result names no version of the contract");
        }
    }

    private KnownIdentity creator(SignedEnvelope envelope) throws InvalidTransactionException {
        try {
            KnownIdentity creator =
                    config.membership().identify(envelope.header().creator());
            if (!signatures.verifiesAsFabric(creator, envelope.signature(), envelope.payload())) {
                throw badCreator("the signature is not " + creator.mspId() + "'s over this payload");
            }
            return creator;
        } catch (IdentityRefusedException e) {
            throw badCreator(e.reason());
        }
    }

    private Optional<String> objection(SignedEnvelope envelope, KnownIdentity creator) {
        Instant time = envelope.header().timestamp();
        if (!envelope.header().channel().equals(config.channel())) {
            return Optional.of("the orderers took a transaction of channel '"
                    + envelope.header().channel() + "' on '" + config.channel() + "'");
        }
        if (!config.writers().isMetBy(List.of(creator))) {
            return Optional.of("the orderers took a transaction of a "
                    + creator.role().text() + " of " + creator.mspId() + ", who may not write (" + config.writers()
                    + ")");
        }
        try {
            creator.requireValidNear(time, TIME_WINDOW);
            return Optional.empty();
        } catch (IdentityRefusedException e) {
            return Optional.of("endorsers took a transaction of " + time + ", but the " + e.reason());
        }
    }

    private List<KnownIdentity> endorsers(EndorsedTransaction transaction) {
        return signatureSet.signers(transaction.endorsements().stream()
                .map(endorsement -> new SignatureSet.Signed(
                        endorsement.getEndorser(),
                        transaction.responsePayload().concat(endorsement.getEndorser()),
                        endorsement.getSignature()))
                .toList());
    }

    private static FabricTransaction rejected(CheckedTransaction checked) {
        return new FabricTransaction(checked, Optional.empty(), List.of());
    }

    private static InvalidTransactionException badCreator(String reason) {
        return new InvalidTransactionException(TxValidationCode.BAD_CREATOR_SIGNATURE, reason);
    }
}

package org.credence.network.ledger.validate;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.credence.network.ledger.message.EndorsedTransaction;
import org.credence.network.ledger.message.SignedEnvelope;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * A transaction judged by itself, under one configuration and before any question of order.
 *
 * @param bytes the serialized envelope
 * @param envelope the envelope, when it could be opened
 * @param creatorProven whether the creator is of the channel, signed the envelope, and the transaction id is its own; only
 *     then does the transaction use up that id
 * @param transaction the contract's transaction, when it could be read
 * @param code {@code VALID}, or why not
 * @param reason why not, in words; empty when valid
 */
public record CheckedTransaction(
        ByteString bytes,
        Optional<SignedEnvelope> envelope,
        boolean creatorProven,
        Optional<EndorsedTransaction> transaction,
        TxValidationCode code,
        String reason) {

    /** The id that this transaction uses up; empty when it has none of its own. */
    public Optional<String> provenId() {
        return creatorProven ? envelope.map(it -> it.header().transactionId()) : Optional.empty();
    }

    /** The organization that the transaction says it is from, proven or not; empty when it cannot be read. */
    public Optional<String> claimedOrganization() {
        return envelope.flatMap(it -> CreatorName.of(it.header().creator()));
    }
}

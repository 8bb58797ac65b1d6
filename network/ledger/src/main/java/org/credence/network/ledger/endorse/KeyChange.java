package org.credence.network.ledger.endorse;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Optional;
import org.hyperledger.fabric.shim.ledger.KeyModification;

/**
 * One entry of a key's history, as contracts get it.
 *
 * @param value empty when the key was deleted
 */
record KeyChange(String txId, Optional<ByteString> value, Instant timestamp) implements KeyModification {
    @Override
    public String getTxId() {
        return txId;
    }

    @Override
    public byte[] getValue() {
        return value.orElse(ByteString.EMPTY).toByteArray();
    }

    @Override
    public String getStringValue() {
        return value.orElse(ByteString.EMPTY).toStringUtf8();
    }

    @Override
    public Instant getTimestamp() {
        return timestamp;
    }

    @Override
    public boolean isDeleted() {
        return value.isEmpty();
    }
}

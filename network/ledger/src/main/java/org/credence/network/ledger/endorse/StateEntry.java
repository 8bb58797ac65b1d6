package org.credence.network.ledger.endorse;

import com.google.protobuf.ByteString;
import org.hyperledger.fabric.shim.ledger.KeyValue;

/** A key and its value, as contracts get them. */
record StateEntry(String key, ByteString bytes) implements KeyValue {
    @Override
    public String getKey() {
        return key;
    }

    @Override
    public byte[] getValue() {
        return bytes.toByteArray();
    }

    @Override
    public String getStringValue() {
        return bytes.toStringUtf8();
    }
}

package org.credence.network.ledger.endorse;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.jspecify.annotations.Nullable;

/** The calls of the shim's stub about private data. */
abstract class PrivateDataStub extends UnofferedStub {
    private final PrivateSimulation privateSimulation;
    private final String contract;

    PrivateDataStub(PrivateSimulation privateSimulation, String contract) {
        this.privateSimulation = privateSimulation;
        this.contract = contract;
    }

    @Override
    public final byte[] getPrivateData(String collection, String key) {
        requireCollection(collection);
        return privateSimulation
                .read(contract, collection, key)
                .orElse(ByteString.EMPTY)
                .toByteArray();
    }

    @Override
    public final byte[] getPrivateDataHash(String collection, String key) {
        requireCollection(collection);
        return privateSimulation
                .readHash(contract, collection, key)
                .orElse(ByteString.EMPTY)
                .toByteArray();
    }

    /** {@inheritDoc} An empty value deletes the key, as it does on a peer. */
    @Override
    public final void putPrivateData(String collection, String key, byte[] value) {
        requireKey(key);
        requireCollection(collection);
        privateSimulation.write(
                contract,
                collection,
                key,
                value.length == 0 ? Optional.empty() : Optional.of(ByteString.copyFrom(value)));
    }

    @Override
    public final void delPrivateData(String collection, String key) {
        requireCollection(collection);
        privateSimulation.write(contract, collection, key, Optional.empty());
    }

    @Override
    public final void purgePrivateData(String collection, String key) {
        requireCollection(collection);
        privateSimulation.purge(contract, collection, key);
    }

    @Override
    public final QueryResultsIterator<KeyValue> getPrivateDataByRange(String collection, String start, String end) {
        requireCollection(collection);
        return range(collection, KeyRange.simple(start, end));
    }

    @Override
    public final QueryResultsIterator<KeyValue> getPrivateDataByPartialCompositeKey(
            String collection, @Nullable String compositeKey) {
        return getPrivateDataByPartialCompositeKey(
                collection, compositeKey == null ? new CompositeKey("") : KeyRange.compositeKey(compositeKey));
    }

    @Override
    public final QueryResultsIterator<KeyValue> getPrivateDataByPartialCompositeKey(
            String collection, @Nullable CompositeKey compositeKey) {
        return range(collection, KeyRange.composite(compositeKey));
    }

    @Override
    public final QueryResultsIterator<KeyValue> getPrivateDataByPartialCompositeKey(
            String collection, String objectType, String... attributes) {
        return getPrivateDataByPartialCompositeKey(collection, new CompositeKey(objectType, attributes));
    }

    private QueryResultsIterator<KeyValue> range(String collection, KeyRange range) {
        return new ListResults<>(privateSimulation.range(contract, collection, range), "");
    }

    static void requireKey(@Nullable String key) {
        if (key == null || key.isEmpty()) {
            throw new IllegalArgumentException("key cannot not be an empty string");
        }
    }

    private static void requireCollection(@Nullable String collection) {
        if (collection == null || collection.isEmpty()) {
            throw new IllegalArgumentException("collection must not be an empty string");
        }
    }
}

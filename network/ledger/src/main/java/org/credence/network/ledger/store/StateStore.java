package org.credence.network.ledger.store;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.StateUpdates;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

/**
 * What is derived from the blocks: values, their history, and where each transaction is. Written to its file now and then and
 * on closing, never flushed: after a kill it is behind, and blocks are applied again, which changes nothing that they did
 * already. One writer; reads from any thread.
 */
final class StateStore implements Closeable {
    private static final int CACHE_MEGABYTES = 16;
    private static final int CLOSE_MILLIS = 200;
    private static final byte[] NOTHING = new byte[0];

    private final MVStore store;
    private final StateSnapshot.Maps maps;
    private final MVMap<byte[], TransactionPlace> places;
    private final MVMap<String, byte[]> marks;
    private volatile StateSnapshot.Roots roots;

    /** @throws org.h2.mvstore.MVStoreException when the file is not readable as a store */
    StateStore(Path file) {
        store = new MVStore.Builder()
                .fileName(file.toString())
                .cacheSize(CACHE_MEGABYTES)
                .autoCommitDisabled()
                .open();
        maps = new StateSnapshot.Maps(
                store.openMap(
                        "state",
                        new MVMap.Builder<StateKey, StateValue>()
                                .keyType(new StateTypes.KeyType())
                                .valueType(new StateTypes.ValueType())),
                store.openMap(
                        "history",
                        new MVMap.Builder<byte[], byte[]>()
                                .keyType(ByteArrayDataType.INSTANCE)
                                .valueType(ByteArrayDataType.INSTANCE)));
        places = store.openMap(
                "transactions",
                new MVMap.Builder<byte[], TransactionPlace>()
                        .keyType(ByteArrayDataType.INSTANCE)
                        .valueType(new StateTypes.PlaceType()));
        marks = store.openMap("marks");
        roots = currentRoots();
    }

    /** The last block that was applied, by number and header hash; empty when there is none. */
    record Mark(long block, ByteString hash) {}

    Optional<Mark> mark() {
        byte[] bytes = marks.get("applied");
        if (bytes == null) {
            return Optional.empty();
        }
        long block = java.nio.ByteBuffer.wrap(bytes).getLong();
        return Optional.of(new Mark(block, ByteString.copyFrom(bytes, Long.BYTES, bytes.length - Long.BYTES)));
    }

    /**
     * Applies a block: its updates, and where its transactions are. Readers see all of it or nothing.
     *
     * @param ids the transaction ids that the block's transactions use up, with their places
     */
    void apply(Mark mark, StateUpdates updates, Map<String, TransactionPlace> ids) {
        updates.byKey().forEach((key, update) -> {
            maps.history().put(HistoryKey.of(key, update.version()), NOTHING);
            update.value()
                    .ifPresentOrElse(
                            value -> maps.state().put(key, new StateValue(update.version(), value)),
                            () -> maps.state().remove(key));
        });
        ids.forEach((id, place) -> places.putIfAbsent(idKey(id), place));
        marks.put(
                "applied",
                java.nio.ByteBuffer.allocate(Long.BYTES + mark.hash().size())
                        .putLong(mark.block())
                        .put(mark.hash().asReadOnlyByteBuffer())
                        .array());
        roots = currentRoots();
    }

    StateSnapshot snapshot() {
        return new StateSnapshot(store, maps, roots);
    }

    Optional<TransactionPlace> place(String transactionId) {
        return Optional.ofNullable(places.get(idKey(transactionId)));
    }

    private StateSnapshot.Roots currentRoots() {
        return new StateSnapshot.Roots(
                maps.state().flushAndGetRoot(), maps.history().flushAndGetRoot());
    }

    /* Ids are hexadecimal digests; half the space. Anything else is no id of this ledger, and is found nowhere. */
    private static byte[] idKey(String id) {
        try {
            return HexFormat.of().parseHex(id);
        } catch (IllegalArgumentException e) {
            return NOTHING;
        }
    }

    @Override
    public void close() {
        store.close(CLOSE_MILLIS);
    }
}

package org.credence.network.ledger.store;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.credence.network.ledger.collection.CollectionRegistry;
import org.credence.network.ledger.collection.Expiry;
import org.credence.network.ledger.message.Hashes;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.StateUpdates;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

/**
 * What is derived from the blocks: values, their history, and where each transaction is. Written to its file every
 * {@value #BLOCKS_PER_WRITE} blocks and on closing, never flushed: after a kill it is behind, and blocks are applied again.
 * One writer; reads from any thread.
 */
final class StateStore implements Closeable {
    private static final int BLOCKS_PER_WRITE = 256;
    private static final int CACHE_MEGABYTES = 16;
    private static final int CLOSE_MILLIS = 200;
    private static final int SEAL_BYTES = 32;
    private static final byte[] NOTHING = new byte[0];
    private static final String APPLIED = "applied";
    /* The maps' numbers in the tally. */
    private static final int STATE = 0;
    private static final int HISTORY = 1;
    private static final int TRANSACTIONS = 2;

    private final MVStore store;
    private final StateSnapshot.Maps maps;
    private final MVMap<byte[], TransactionPlace> places;
    private final MVMap<String, byte[]> marks;
    private Optional<Mark> mark;
    private final boolean markIsWhole;
    private Tally tally;
    private int unwritten;
    private volatile StateSnapshot.Roots roots;
    private volatile CollectionRegistry collections = CollectionRegistry.EMPTY;

    /** The last block that was applied, by number and header hash. */
    record Mark(long block, ByteString hash) {}

    /**
     * Opens or makes the store.
     *
     * @throws org.h2.mvstore.MVStoreException when the file cannot be read as a store
     */
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
        byte[] applied = marks.get(APPLIED);
        markIsWhole = applied == null || isSealed(applied);
        Optional<ByteBuffer> recorded = applied == null || !markIsWhole
                ? Optional.empty()
                : Optional.of(ByteBuffer.wrap(applied, 0, applied.length - SEAL_BYTES));
        tally = recorded.map(Tally::of).orElseGet(Tally::new);
        mark = recorded.map(rest -> new Mark(rest.getLong(), ByteString.copyFrom(rest)));
        roots = currentRoots();
    }

    /** Looks the collections up; to be called once, when the store was found whole. */
    void readCollections() {
        StateUpdates definitions = new StateUpdates();
        try (StateSnapshot snapshot = snapshot()) {
            snapshot.range(
                            StateKey.of(CollectionRegistry.LIFECYCLE, ""),
                            StateKey.afterAll(CollectionRegistry.LIFECYCLE))
                    .forEachRemaining(entry -> definitions.put(
                            entry.key(),
                            entry.value().version(),
                            Optional.of(entry.value().value())));
        }
        collections = CollectionRegistry.EMPTY.after(definitions);
    }

    /** The private data collections that the state defines. */
    CollectionRegistry collections() {
        return collections;
    }

    /** The last block that was applied; empty when there is none. */
    Optional<Mark> mark() {
        return mark;
    }

    /* The mark says how far the state is, so a damaged one must not be taken for a state that is ahead of its blocks. */
    private static byte[] sealed(byte[] record) {
        return ByteBuffer.allocate(record.length + SEAL_BYTES)
                .put(record)
                .put(seal(record, record.length))
                .array();
    }

    private static boolean isSealed(byte[] record) {
        int length = record.length - SEAL_BYTES;
        return length >= Tally.BYTES + Long.BYTES
                && Arrays.equals(seal(record, length), Arrays.copyOfRange(record, length, record.length));
    }

    private static byte[] seal(byte[] record, int length) {
        return Hashes.sha256(ByteString.copyFrom(record, 0, length)).toByteArray();
    }

    /** Whether the store holds what was put into it. Reads all of it. */
    boolean isWhole() {
        if (!markIsWhole) {
            return false;
        }
        Tally counted = new Tally();
        maps.state().forEach((key, value) -> counted.add(STATE, key.bytes(), value.bytes()));
        maps.history().forEach((key, value) -> counted.add(HISTORY, key, value));
        places.forEach((id, place) -> counted.add(TRANSACTIONS, id, place.bytes()));
        return Arrays.equals(counted.bytes(), tally.bytes());
    }

    /**
     * Applies a block: its updates, what expires with it, and where its transactions are. Readers see all of it or nothing.
     *
     * @param ids the transaction ids that the block's transactions use up, with their places
     */
    void apply(Mark applied, StateUpdates updates, Map<String, TransactionPlace> ids) {
        List<StateKey> expired;
        try (StateSnapshot before = snapshot()) {
            expired = Expiry.keys(collections, applied.block(), before, updates);
        }
        updates.byKey().forEach(this::apply);
        expired.forEach(key -> set(key, Optional.empty()));
        collections = collections.after(updates);
        ids.forEach(this::place);
        mark = Optional.of(applied);
        marks.put(
                APPLIED,
                sealed(ByteBuffer.allocate(
                                Tally.BYTES + Long.BYTES + applied.hash().size())
                        .put(tally.bytes())
                        .putLong(applied.block())
                        .put(applied.hash().asReadOnlyByteBuffer())
                        .array()));
        roots = currentRoots();
        unwritten++;
        if (unwritten == BLOCKS_PER_WRITE) {
            store.commit();
            unwritten = 0;
        }
    }

    private void apply(StateKey key, StateUpdates.Update update) {
        if (!key.isHashed()) {
            byte[] historyKey = HistoryKey.of(key, update.version());
            maps.history().put(historyKey, NOTHING);
            tally.add(HISTORY, historyKey, NOTHING);
        }
        set(key, update.value().map(value -> new StateValue(update.version(), value)));
    }

    private void set(StateKey key, Optional<StateValue> now) {
        Optional<StateValue> before = Optional.ofNullable(
                now.isPresent()
                        ? maps.state().put(key, now.get())
                        : maps.state().remove(key));
        before.ifPresent(value -> tally.remove(STATE, key.bytes(), value.bytes()));
        now.ifPresent(value -> tally.add(STATE, key.bytes(), value.bytes()));
    }

    private void place(String id, TransactionPlace place) {
        byte[] key = idKey(id);
        if (places.putIfAbsent(key, place) == null) {
            tally.add(TRANSACTIONS, key, place.bytes());
        }
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

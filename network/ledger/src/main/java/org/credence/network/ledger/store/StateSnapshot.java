package org.credence.network.ledger.store;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.Version;
import org.credence.network.ledger.validate.VersionedState;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RootReference;

/**
 * The state after one block, unchanged while it is held, whatever is committed meanwhile. Close it, so that the store can use
 * the space of what it no longer needs. Safe for many threads; its iterators are not.
 */
public final class StateSnapshot implements VersionedState, AutoCloseable {
    private final MVStore store;
    private final MVStore.TxCounter usage;
    private final Maps maps;
    private final Roots roots;

    StateSnapshot(MVStore store, Maps maps, Roots roots) {
        this.store = store;
        this.usage = store.registerVersionUsage();
        this.maps = maps;
        this.roots = roots;
    }

    /** The store's maps. */
    record Maps(MVMap<StateKey, StateValue> state, MVMap<byte[], byte[]> history) {}

    /** The maps' roots after one block. */
    record Roots(RootReference<StateKey, StateValue> state, RootReference<byte[], byte[]> history) {}

    /** A key with its value. */
    public record Entry(StateKey key, StateValue value) {}

    /** The key's value; empty when there is none. */
    public Optional<StateValue> get(StateKey key) {
        return Optional.ofNullable(maps.state().get(roots.state().root, key));
    }

    /** Keys from {@code from} (inclusive) to {@code to} (exclusive), in order, with their values. */
    public Iterator<Entry> range(StateKey from, StateKey to) {
        Cursor<StateKey, StateValue> cursor = maps.state().cursor(roots.state(), from, to, false);
        return new BoundedIterator<>(cursor, to, () -> new Entry(cursor.getKey(), cursor.getValue()));
    }

    /** Which transactions wrote or deleted the key, newest first. */
    public List<Version> history(StateKey key) {
        return HistoryKey.versions(maps.history(), roots.history(), key);
    }

    @Override
    public Optional<Version> version(StateKey key) {
        return get(key).map(StateValue::version);
    }

    @Override
    public Iterator<Map.Entry<StateKey, Version>> versions(StateKey from, StateKey to) {
        Cursor<StateKey, StateValue> cursor = maps.state().cursor(roots.state(), from, to, false);
        return new BoundedIterator<>(
                cursor, to, () -> Map.entry(cursor.getKey(), cursor.getValue().version()));
    }

    @Override
    public void close() {
        store.deregisterVersionUsage(usage);
    }
}

package org.credence.network.ledger.endorse;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.credence.network.ledger.message.ReadWriteSet;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.Version;
import org.credence.network.ledger.store.PrivateStore;
import org.credence.network.ledger.store.StateSnapshot;
import org.credence.network.ledger.store.StateValue;

/**
 * Runs a transaction without effect: reads come from one snapshot of the committed state and are recorded with their
 * versions, writes are kept aside. A transaction does not see its own writes; of several writes to a key the last counts.
 * For one thread.
 */
final class Simulation {
    private final StateSnapshot committed;
    private final NavigableMap<StateKey, Accesses> byNamespace = new TreeMap<>();
    private final WriteGuard guard;
    private final PrivateSimulation privateData;

    Simulation(StateSnapshot committed, PrivateStore cleartext, PrivateSimulation.Caller caller) {
        this.committed = committed;
        this.guard = new WriteGuard(caller.transactionId());
        this.privateData = new PrivateSimulation(committed, cleartext, caller, guard);
    }

    private static final class Accesses {
        private final NavigableMap<StateKey, Optional<Version>> reads = new TreeMap<>();
        private final List<RangeReader> ranges = new ArrayList<>();
        private final NavigableMap<StateKey, Optional<ByteString>> writes = new TreeMap<>();
    }

    /** The committed value of a key; empty when there is none. */
    Optional<ByteString> read(String namespace, String key) {
        StateKey stateKey = StateKey.of(namespace, key);
        Optional<StateValue> value = committed.get(stateKey);
        accesses(namespace).reads.put(stateKey, value.map(StateValue::version));
        return value.map(StateValue::value);
    }

    /**
     * Sets a key's value, or deletes it.
     *
     * @throws UnsuccessfulCallException after a query whose result is not checked again
     */
    void write(String namespace, String key, Optional<ByteString> value) {
        guard.write();
        accesses(namespace).writes.put(StateKey.of(namespace, key), value);
    }

    /** Keys from {@code start} to {@code end} (exclusive; empty for no bound), in the order of their UTF-8 bytes. */
    RangeReader range(String namespace, String start, String end) {
        StateKey from = StateKey.of(namespace, start);
        StateKey to = end.isEmpty() ? StateKey.afterAll(namespace) : StateKey.of(namespace, end);
        RangeReader reader = new RangeReader(start, end, committed.range(from, to));
        accesses(namespace).ranges.add(reader);
        return reader;
    }

    /**
     * Marks the transaction as one that may not write, because it pages through a range.
     *
     * @throws UnsuccessfulCallException when it has written already
     */
    void paginate() {
        guard.paginate();
    }

    /** The transaction's private data. */
    PrivateSimulation privateData() {
        return privateData;
    }

    /** Which transactions wrote the key, newest first. Not recorded as a read. */
    List<Version> history(String namespace, String key) {
        return committed.history(StateKey.of(namespace, key));
    }

    /** Everything read and written so far, of private data the hashes. */
    ReadWriteSet readWriteSet() {
        privateData.contracts().forEach(this::accesses);
        List<ReadWriteSet.Namespace> namespaces = new ArrayList<>();
        for (Map.Entry<StateKey, Accesses> entry : byNamespace.entrySet()) {
            Accesses accesses = entry.getValue();
            List<ReadWriteSet.Read> reads = new ArrayList<>();
            accesses.reads.forEach((key, version) -> reads.add(new ReadWriteSet.Read(key.key(), version)));
            List<ReadWriteSet.RangeRead> ranges = accesses.ranges.stream()
                    .flatMap(range -> range.recorded().stream())
                    .toList();
            List<ReadWriteSet.Write> writes = new ArrayList<>();
            accesses.writes.forEach((key, value) -> writes.add(new ReadWriteSet.Write(key.key(), value)));
            String name = entry.getKey().namespace();
            namespaces.add(
                    new ReadWriteSet.Namespace(name, reads, ranges, writes, privateData.hashedCollections(name)));
        }
        return new ReadWriteSet(namespaces);
    }

    private Accesses accesses(String namespace) {
        return byNamespace.computeIfAbsent(StateKey.of(namespace, ""), key -> new Accesses());
    }
}

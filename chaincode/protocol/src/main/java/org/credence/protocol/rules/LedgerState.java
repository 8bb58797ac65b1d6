package org.credence.protocol.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.credence.protocol.Outcome;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKey;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateView;
import org.credence.protocol.encoding.CanonicalJson;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's state in memory, fed from outcomes or from the write sets of blocks. Not safe for use by several threads while one of
 * them writes.
 */
public final class LedgerState implements StateView {
    private final NavigableMap<String, StateEntry<?>> facts = new TreeMap<>();

    /** An empty state: before the charter. */
    public LedgerState() {}

    /** A state of its own with the same facts. */
    public LedgerState copy() {
        var copy = new LedgerState();
        copy.facts.putAll(facts);
        return copy;
    }

    @Override
    public <T> @Nullable T get(StateKey<T> key) {
        StateEntry<?> entry = facts.get(key.ledgerKey());
        return entry == null ? null : key.kind().type().cast(entry.value());
    }

    @Override
    public <T> List<StateEntry<T>> range(StateKind<T> kind, String... firstAttributes) {
        String prefix = StateKey.ledgerPrefix(kind, List.of(firstAttributes));
        var found = new ArrayList<StateEntry<T>>();
        for (Map.Entry<String, StateEntry<?>> fact : facts.tailMap(prefix).entrySet()) {
            if (!fact.getKey().startsWith(prefix)) {
                break;
            }
            StateKey<?> key = fact.getValue().key();
            found.add(new StateEntry<>(
                    new StateKey<>(kind, key.attributes()),
                    kind.type().cast(fact.getValue().value())));
        }
        return found;
    }

    /** Writes what an outcome writes. */
    public void apply(Outcome outcome) {
        outcome.writes().forEach(write -> facts.put(write.key().ledgerKey(), write));
    }

    /**
     * Writes one entry of a block's write set.
     *
     * @throws IllegalArgumentException if the key is none of ours
     * @throws org.credence.protocol.encoding.DecodeException if the value is not canonical JSON of the kind's type
     */
    public void apply(String ledgerKey, byte[] value) {
        facts.put(ledgerKey, decode(StateKey.ofLedgerKey(ledgerKey), value));
    }

    private static <T> StateEntry<T> decode(StateKey<T> key, byte[] value) {
        return new StateEntry<>(key, CanonicalJson.decode(value, key.kind().type()));
    }
}

package org.credence.protocol.rules;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.credence.protocol.Event;
import org.credence.protocol.MemberId;
import org.credence.protocol.Outcome;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKey;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateView;
import org.credence.protocol.TxContext;
import org.jspecify.annotations.Nullable;

/** One transaction at work: what it read (each key once), and what it is about to write. */
final class Transaction {
    private final StateView state;
    private final TxContext context;
    private final NavigableMap<String, Optional<Object>> known = new TreeMap<>();
    private final NavigableMap<String, StateEntry<?>> writes = new TreeMap<>();
    private @Nullable Event event;

    Transaction(StateView state, TxContext context) {
        this.state = state;
        this.context = context;
    }

    TxContext context() {
        return context;
    }

    /** The caller's organization. */
    MemberId me() {
        return context.caller();
    }

    /** The transaction's time in seconds. */
    long now() {
        return context.time();
    }

    /** The fact at this key, this transaction's own writes included, or null. */
    <T> @Nullable T get(StateKey<T> key) {
        return key.kind()
                .type()
                .cast(known.computeIfAbsent(key.ledgerKey(), absent -> Optional.ofNullable(state.get(key)))
                        .orElse(null));
    }

    /** Whether there is a fact at this key. */
    boolean has(StateKey<?> key) {
        return get(key) != null;
    }

    /** Facts of a kind, as they were before this transaction. */
    <T> List<StateEntry<T>> range(StateKind<T> kind, String... firstAttributes) {
        return state.range(kind, firstAttributes);
    }

    <T> void put(StateKey<T> key, T value) {
        known.put(key.ledgerKey(), Optional.of(value));
        writes.put(key.ledgerKey(), new StateEntry<>(key, value));
    }

    /** Sets the transaction's one event. */
    void emit(Event happened) {
        event = happened;
    }

    Outcome outcome(Verdict verdict) {
        return new Outcome(verdict.code(), verdict.words(), List.copyOf(writes.values()), event);
    }
}

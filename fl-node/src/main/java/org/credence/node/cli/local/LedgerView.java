package org.credence.node.cli.local;

import java.util.List;
import java.util.function.Supplier;
import org.credence.ledger.Ledger;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKey;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateView;
import org.jspecify.annotations.Nullable;

/** The contract's state, each fact read when it is asked for; so two facts may be of different blocks. */
record LedgerView(Supplier<Ledger> ledger) implements StateView {
    @Override
    public <T> @Nullable T get(StateKey<T> key) {
        return ledger.get().read(key).orElse(null);
    }

    @Override
    public <T> List<StateEntry<T>> range(StateKind<T> kind, String... firstAttributes) {
        return ledger.get().readAll(kind, firstAttributes);
    }
}

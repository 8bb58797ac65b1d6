package org.credence.ledger;

import java.util.List;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKey;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateView;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's state, asked for fact by fact. Two answers may be of different blocks, the later one never of an earlier block than the
 * caller's own receipts: enough for people who look, not for programs that decide.
 */
public final class LedgerView implements StateView {
    private final Ledger ledger;

    public LedgerView(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public <T> @Nullable T get(StateKey<T> key) {
        return ledger.read(key).orElse(null);
    }

    @Override
    public <T> List<StateEntry<T>> range(StateKind<T> kind, String... firstAttributes) {
        return ledger.readAll(kind, firstAttributes);
    }
}

package org.credence.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ledger's state as one transaction sees it: a flat map of facts that does not change under it. */
public interface StateView {
    /** The fact at this key, or null. */
    <T> @Nullable T get(StateKey<T> key);

    /**
     * All facts of a kind whose first attributes are these, in the order of their keys.
     *
     * <p>A transaction that reads a range conflicts with everyone who adds a key to it, so the rules read points wherever they know
     * the keys.
     */
    <T> List<StateEntry<T>> range(StateKind<T> kind, String... firstAttributes);
}

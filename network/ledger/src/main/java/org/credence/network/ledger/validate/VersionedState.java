package org.credence.network.ledger.validate;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.Version;

/** The committed state as validation sees it: which transaction wrote each key. */
public interface VersionedState {
    /** The version of the key's value; empty when there is none. */
    Optional<Version> version(StateKey key);

    /** Keys from {@code from} (inclusive) to {@code to} (exclusive), in order, with their versions. */
    Iterator<Map.Entry<StateKey, Version>> versions(StateKey from, StateKey to);
}

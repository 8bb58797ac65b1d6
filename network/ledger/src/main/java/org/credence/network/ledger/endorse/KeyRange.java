package org.credence.network.ledger.endorse;

import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.jspecify.annotations.Nullable;

/**
 * A range of keys as the shim makes it of a contract's arguments.
 *
 * @param start inclusive
 * @param end exclusive; empty for no bound
 */
record KeyRange(String start, String end) {
    private static final String FIRST_SIMPLE_KEY = "\u0001";
    private static final String GREATEST_CHARACTER = "\udbff\udfff";

    /** Simple keys: composite ones are never among them. */
    static KeyRange simple(@Nullable String startKey, @Nullable String endKey) {
        String start = startKey == null || startKey.isEmpty() ? FIRST_SIMPLE_KEY : startKey;
        String end = endKey == null ? "" : endKey;
        CompositeKey.validateSimpleKeys(start, end);
        return new KeyRange(start, end);
    }

    /** Composite keys that begin with this one. */
    static KeyRange composite(@Nullable CompositeKey key) {
        String prefix = (key == null ? new CompositeKey(FIRST_SIMPLE_KEY) : key).toString();
        return new KeyRange(prefix, prefix + GREATEST_CHARACTER);
    }

    /** A partial composite key, written as one or as its object type alone. */
    static CompositeKey compositeKey(String text) {
        return text.startsWith(CompositeKey.NAMESPACE) ? CompositeKey.parseCompositeKey(text) : new CompositeKey(text);
    }
}

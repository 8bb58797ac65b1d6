package org.credence.node.store;

import java.util.List;
import java.util.Optional;

/**
 * What a node must remember to go on after a restart, by name: its salt, its optimizer's memory. Every change is durable when the
 * call returns. Safe for use by several threads.
 *
 * <p>A key is 1 to 64 lower-case letters, digits, dots or hyphens, starts with a letter or digit, and does not end in
 * {@code .tmp}; any other is an {@link IllegalArgumentException}.
 */
public interface NodeState {
    /** @throws StoreException if it cannot be written; the old value then stays */
    void put(String key, byte[] value);

    /**
     * The value last put; empty if there is none.
     *
     * @throws StoreException if it cannot be read or is damaged: a node does not guess what it must remember
     */
    Optional<byte[]> get(String key);

    /** Forgets a value; harmless if there is none. */
    void remove(String key);

    /** All keys, in order. */
    List<String> keys();
}

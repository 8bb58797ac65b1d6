package org.credence.network.ledger.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A sum over the entries of a store that shows damage: the SHA-256 of each entry, added in four lanes of 64 bits. It is kept
 * up entry by entry, in any order, and is worked out again when the store is opened. It is no protection against somebody who
 * means it; the state is no evidence, the blocks are.
 */
final class Tally {
    /** Length of {@link #bytes}. */
    static final int BYTES = 4 * Long.BYTES;

    private final long[] lanes = new long[4];
    private final MessageDigest digest;

    Tally() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The tally that {@link #bytes} described. */
    static Tally of(ByteBuffer bytes) {
        Tally tally = new Tally();
        for (int i = 0; i < tally.lanes.length; i++) {
            tally.lanes[i] = bytes.getLong();
        }
        return tally;
    }

    /** Counts an entry of the map {@code map}. */
    void add(int map, byte[] key, byte[] value) {
        ByteBuffer hash = hash(map, key, value);
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] += hash.getLong();
        }
    }

    /** Takes back an entry that was counted. */
    void remove(int map, byte[] key, byte[] value) {
        ByteBuffer hash = hash(map, key, value);
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] -= hash.getLong();
        }
    }

    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        for (long lane : lanes) {
            bytes.putLong(lane);
        }
        return bytes.array();
    }

    private ByteBuffer hash(int map, byte[] key, byte[] value) {
        digest.update(ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(map)
                .putInt(key.length)
                .flip());
        digest.update(key);
        digest.update(value);
        return ByteBuffer.wrap(digest.digest());
    }
}

package org.credence.node.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.credence.protocol.Digest;

/**
 * Random numbers that every machine and every Java draws alike: SHA-256 in counter mode. Block {@code i} of a stream is
 * {@code SHA-256(key || i)}, {@code i} a big-endian 64-bit integer, read as four big-endian 64-bit integers. (The algorithms
 * behind {@code java.util.SplittableRandom}'s bounded and floating draws are no part of its specification.)
 *
 * <p>Public randomness: it protects nothing. Not safe for use by several threads.
 */
public final class SeededStream {
    private static final double DOUBLE_UNIT = 0x1p-53;

    private final ByteBuffer input;
    private long counter;
    private ByteBuffer block = ByteBuffer.allocate(0);

    private SeededStream(Digest key) {
        this.input = ByteBuffer.allocate(Digest.BYTES + Long.BYTES).put(key.bytes());
    }

    /** Starts the key of a stream: streams of different purposes or seeds are independent. */
    public static Key named(String purpose) {
        return new Key(new ByteArrayOutputStream()).with(purpose);
    }

    /** 64 uniform bits. */
    public long nextLong() {
        if (!block.hasRemaining()) {
            input.putLong(Digest.BYTES, counter++);
            block = ByteBuffer.wrap(Digest.sha256(input.array()).bytes());
        }
        return block.getLong();
    }

    /** Uniform in [0, 1), a multiple of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * DOUBLE_UNIT;
    }

    /**
     * Uniform in [0, bound), without bias: draws that do not fill a whole multiple of the bound are thrown away.
     *
     * @param bound at least 1
     */
    public int nextInt(int bound) {
        while (true) {
            long bits = nextLong() >>> 1;
            long value = bits % bound;
            if (bits - value + (bound - 1) >= 0) {
                return (int) value;
            }
        }
    }

    /** The numbers 0 to size - 1 in an order drawn by Fisher and Yates' shuffle: every order is equally likely. */
    public int[] permutation(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        for (int i = size - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
        return order;
    }

    /** What a stream is drawn from: a purpose, then texts and numbers, each written so that no two keys share their bytes. */
    public static final class Key {
        private final ByteArrayOutputStream bytes;

        private Key(ByteArrayOutputStream bytes) {
            this.bytes = bytes;
        }

        /** This key, and a text after it. */
        public Key with(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return with(utf8.length).append(utf8);
        }

        /** This key, and a number after it. */
        public Key with(long number) {
            return append(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        }

        private Key append(byte[] more) {
            ByteArrayOutputStream longer = new ByteArrayOutputStream();
            longer.writeBytes(bytes.toByteArray());
            longer.writeBytes(more);
            return new Key(longer);
        }

        /** The stream from its start. */
        public SeededStream open() {
            return new SeededStream(Digest.sha256(bytes.toByteArray()));
        }
    }
}

package org.credence.incentive.valuation;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * PERM-1: random numbers and permutations that everyone who knows the seed can draw again. Not safe for use by several threads.
 *
 * <p>Block k is SHA-256(seed, k as 4 bytes, the highest first), k = 0, 1, 2, ...; a block gives four unsigned 64-bit words, the
 * highest byte first, in order.
 */
public final class PermutationStream {
    private final byte[] seed;
    private final MessageDigest sha256;
    private int nextBlock;
    private ByteBuffer words = ByteBuffer.allocate(0);

    /** The stream of this seed, from its beginning. */
    public PermutationStream(byte[] seed) {
        this.seed = seed.clone();
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The next word: 64 uniform bits. */
    public long nextWord() {
        if (!words.hasRemaining()) {
            sha256.update(seed);
            words = ByteBuffer.wrap(sha256.digest(
                    ByteBuffer.allocate(Integer.BYTES).putInt(nextBlock).array()));
            nextBlock++;
        }
        return words.getLong();
    }

    /*
     * Rejection sampling: a word w is taken if w < 2^64 - (2^64 mod bound), so that every remainder is equally likely. Unsigned
     * arithmetic throughout; -bound is 2^64 - bound, and -excess is 2^64 - excess.
     */
    /**
     * A uniform number in [0, bound).
     *
     * @param bound not 0; both it and the result are unsigned
     */
    public long nextBelow(long bound) {
        long excess = Long.remainderUnsigned(-bound, bound);
        while (true) {
            long word = nextWord();
            if (excess == 0 || Long.compareUnsigned(word, -excess) < 0) {
                return Long.remainderUnsigned(word, bound);
            }
        }
    }

    /** A uniform permutation of 0 to n-1, by Fisher and Yates: for i from n-1 down to 1, swaps i with a number in [0, i]. */
    public int[] nextPermutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = (int) nextBelow(i + 1L);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}

package org.credence.protocol;

/** Sizes of majorities that two faulty thirds cannot forge. */
public final class Quorum {
    private Quorum() {}

    /** The least safe quorum of n: floor(2n/3) + 1. */
    public static int of(int n) {
        return 2 * n / 3 + 1;
    }

    /** Whether K votes of n decide safely: n - quorum(n) < K <= quorum(n), so that faulty members neither rule nor block. */
    public static boolean isSafeThreshold(int n, int k) {
        return n > 0 && n - of(n) < k && k <= of(n);
    }
}

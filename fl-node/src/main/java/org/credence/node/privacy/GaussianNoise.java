package org.credence.node.privacy;

import java.util.function.LongSupplier;

/**
 * Standard normal numbers from uniform bits; the same bits give the same numbers on every Java. Not safe for use by several threads.
 *
 * <p>Each number is half the sum of four from independent Box-Muller transforms. Which doubles one transform can reach gives away
 * something of its sum with the data; with four, finding that out takes infeasible work (Holohan and Braghin, Secure random sampling
 * in differential privacy, ESORICS 2021). The noisy update is rounded to multiples of 2^-32 besides.
 */
final class GaussianNoise {
    private final LongSupplier bits;

    /** @param bits 64 uniform bits a call */
    GaussianNoise(LongSupplier bits) {
        this.bits = bits;
    }

    /** The next number: mean 0, standard deviation 1. */
    double next() {
        return 0.5 * (transform() + transform() + transform() + transform());
    }

    private double transform() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(uniformAboveZero()));
        return radius * StrictMath.cos(2 * Math.PI * uniformAboveZero());
    }

    /** A multiple of 2^-53 in (0, 1]. */
    private double uniformAboveZero() {
        return ((bits.getAsLong() >>> 11) + 1) * 0x1p-53;
    }
}

package org.credence.node.privacy;

import java.util.function.LongSupplier;

/**
 * Standard normal numbers from uniform bits; the same bits give the same numbers on every Java. Not safe for use by several threads.
 *
 * <p>Each number is the sum of four from Box and Muller's transform, halved. One number alone can be told apart by which doubles
 * that transform can reach; of a sum of four, that takes infeasible work (Holohan and Braghin, Secure random sampling in
 * differential privacy, ESORICS 2021). The update is rounded to multiples of 2^-32 afterwards besides.
 */
final class GaussianNoise {
    private final LongSupplier bits;

    /** @param bits 64 uniform bits a call */
    GaussianNoise(LongSupplier bits) {
        this.bits = bits;
    }

    /** The next number: mean 0, standard deviation 1. */
    double next() {
        return (pairSum() + pairSum()) * 0.5;
    }

    /** The sum of the two independent normal numbers that one transform gives. */
    private double pairSum() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(uniformAboveZero()));
        double angle = 2 * Math.PI * uniformAboveZero();
        return radius * StrictMath.cos(angle) + radius * StrictMath.sin(angle);
    }

    /** A multiple of 2^-53 in (0, 1]. */
    private double uniformAboveZero() {
        return ((bits.getAsLong() >>> 11) + 1) * 0x1p-53;
    }
}

package org.credence.node.model;

import java.util.Arrays;

/**
 * A model's parameters, or the difference of two, as fixed-point integers: {@code value = fixed / 2^32}. Immutable.
 *
 * <p>Addition and subtraction wrap in 64 bits, so a sum is the same in any order. Every value below 2^21 in size is a double
 * without loss.
 */
public final class ParameterVector {
    /** Fraction bits of the fixed-point encoding. */
    public static final int FRACTION_BITS = 32;

    /** The largest magnitude that {@link #encode} accepts. */
    public static final double MAX_MAGNITUDE = 0x1p20;

    private static final double SCALE = 0x1p32;

    private final long[] fixed;

    private ParameterVector(long[] fixed) {
        this.fixed = fixed;
    }

    public static ParameterVector ofFixed(long[] fixed) {
        return new ParameterVector(fixed.clone());
    }

    public static ParameterVector zeros(int length) {
        return new ParameterVector(new long[length]);
    }

    /**
     * Rounds each value to the nearest multiple of 2^-32, ties to even.
     *
     * @throws IllegalArgumentException if a value is NaN, infinite or larger than {@link #MAX_MAGNITUDE}
     */
    public static ParameterVector encode(double[] values) {
        long[] fixed = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i]) <= MAX_MAGNITUDE)) {
                throw new IllegalArgumentException(
                        "parameter %d is %s; only finite values up to 2^20 can be encoded: lower the learning rate or clip"
                                .formatted(i, values[i]));
            }
            fixed[i] = (long) StrictMath.rint(values[i] * SCALE);
        }
        return new ParameterVector(fixed);
    }

    /** The values as doubles. */
    public double[] decode() {
        double[] values = new double[fixed.length];
        for (int i = 0; i < fixed.length; i++) {
            values[i] = fixed[i] / SCALE;
        }
        return values;
    }

    public int length() {
        return fixed.length;
    }

    public long fixed(int index) {
        return fixed[index];
    }

    /** A copy of the fixed-point integers. */
    public long[] toFixed() {
        return fixed.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParameterVector that && Arrays.equals(fixed, that.fixed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fixed);
    }

    @Override
    public String toString() {
        return "ParameterVector[" + fixed.length + "]";
    }
}

package org.credence.incentive.valuation;

/** The exponential function with the same bits on every Java, several times faster than {@code StrictMath.exp}. */
final class StrictExp {
    /** 1.5 * 2^52: a sum with it is rounded to an integer, which its low bits then hold. */
    private static final double ROUND = 0x1.8p52;

    private static final int TABLE_BITS = 7;
    private static final int TABLE_SIZE = 1 << TABLE_BITS;

    private static final double STEPS_PER_UNIT = 0x1.71547652b82fep0 * TABLE_SIZE;

    /** ln 2 over the table's size in two parts; the first ends in 21 zero bits, so that its product with a small integer is exact. */
    private static final double STEP_HIGH = 0x1.62e42feep-1 / TABLE_SIZE;

    private static final double STEP_LOW = 0x1.a39ef35793c76p-33 / TABLE_SIZE;

    /** 2^(i/128). */
    private static final double[] POWERS = powers();

    private StrictExp() {}

    /*
     * exp(x) = 2^k * 2^(i/128) * exp(r) with 128 k + i the integer nearest to 128 x / ln 2, so |r| <= 0.00271. The Taylor polynomial
     * of degree 4 misses less than r^5/120 < 1.3e-15, and rounding adds a few 1e-16. Only + and *, no fused operation, so the bits
     * are those of IEEE 754.
     */
    /**
     * e to the x, within a relative error of 1e-14.
     *
     * @param x in [-700, 700], or NaN for NaN; other values give no meaningful result
     */
    static double exp(double x) {
        double rounded = x * STEPS_PER_UNIT + ROUND;
        double steps = rounded - ROUND;
        double r = (x - steps * STEP_HIGH) - steps * STEP_LOW;
        double r2 = r * r;
        double series = (1.0 + r) + r2 * ((1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24));
        long integer = Double.doubleToRawLongBits(rounded);
        double fraction = POWERS[(int) integer & (TABLE_SIZE - 1)];
        double power = Double.longBitsToDouble(((integer >> TABLE_BITS) + Double.MAX_EXPONENT) << 52);
        return series * (fraction * power);
    }

    private static double[] powers() {
        double[] powers = new double[TABLE_SIZE];
        for (int i = 0; i < TABLE_SIZE; i++) {
            powers[i] = StrictMath.pow(2, (double) i / TABLE_SIZE);
        }
        return powers;
    }
}

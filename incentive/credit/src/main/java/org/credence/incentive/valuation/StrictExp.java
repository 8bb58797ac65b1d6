package org.credence.incentive.valuation;

/** The exponential function with the same bits on every Java, faster than {@code StrictMath.exp}. */
final class StrictExp {
    /** 1.5 * 2^52: added and subtracted, it rounds to the nearest integer, whose low bits are then those of the sum. */
    private static final double ROUND = 0x1.8p52;

    private static final double INVERSE_LN2 = 0x1.71547652b82fep0;

    /** ln 2 in two parts; the first has 21 zero bits at its end, so that its product with a small integer is exact. */
    private static final double LN2_HIGH = 0x1.62e42feep-1;

    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

    private StrictExp() {}

    /*
     * exp(x) = 2^k * exp(r) with k the integer nearest to x / ln 2, so |r| <= 0.3466. The Taylor polynomial of degree 11 misses less
     * than r^12/12! * 1.04 < 7e-15, and rounding adds a few 1e-16. Pairs of terms are joined in a fixed tree (Estrin), which the
     * processor works on side by side. Only + and *, no fused operation, so the bits are those of IEEE 754.
     */
    /**
     * e to the x, within a relative error of 1e-14.
     *
     * @param x in [-700, 700], or NaN for NaN; other values give no meaningful result
     */
    static double exp(double x) {
        double rounded = x * INVERSE_LN2 + ROUND;
        double k = rounded - ROUND;
        double r = (x - k * LN2_HIGH) - k * LN2_LOW;
        double r2 = r * r;
        double r4 = r2 * r2;
        double low = (1.0 + r) + r2 * (1.0 / 2 + r * (1.0 / 6));
        double middle = (1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720 + r * (1.0 / 5040));
        double high = (1.0 / 40320 + r * (1.0 / 362880)) + r2 * (1.0 / 3628800 + r * (1.0 / 39916800));
        double power = Double.longBitsToDouble((Double.doubleToRawLongBits(rounded) + 1023) << 52);
        return ((high * r4 + middle) * r4 + low) * power;
    }
}

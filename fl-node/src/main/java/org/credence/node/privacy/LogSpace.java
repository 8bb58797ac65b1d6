package org.credence.node.privacy;

/** Sums and differences of numbers that are known by their natural logarithms and may be far too large or small for a double. */
final class LogSpace {
    private LogSpace() {}

    /** ln(e^a + e^b). */
    static double add(double a, double b) {
        double larger = Math.max(a, b);
        if (larger == Double.NEGATIVE_INFINITY) {
            return larger;
        }
        return larger + StrictMath.log1p(StrictMath.exp(Math.min(a, b) - larger));
    }

    /** ln(1 + e^x). */
    static double log1pExp(double x) {
        return add(0, x);
    }

    /** ln(e^x - 1) for x at least 0. */
    static double logExpm1(double x) {
        return x < 1 ? StrictMath.log(StrictMath.expm1(x)) : x + StrictMath.log1p(-StrictMath.exp(-x));
    }
}

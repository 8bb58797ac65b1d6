package org.credence.incentive.valuation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * A fraction in lowest terms, so that equal values are equal records.
 *
 * @param numerator carries the sign
 * @param denominator at least 1
 */
public record Rational(BigInteger numerator, BigInteger denominator) {
    public Rational {
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException("a denominator must be at least 1, was " + denominator);
        }
        BigInteger common = numerator.gcd(denominator);
        numerator = numerator.divide(common);
        denominator = denominator.divide(common);
    }

    static Rational of(long value) {
        return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
    }

    /**
     * The nearest integer, ties to the even one.
     *
     * @throws ArithmeticException if it is no {@code long}
     */
    public long roundHalfEven() {
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    /** {@code 3} or {@code -7/4}. */
    @Override
    public String toString() {
        return denominator.equals(BigInteger.ONE) ? numerator.toString() : numerator + "/" + denominator;
    }
}

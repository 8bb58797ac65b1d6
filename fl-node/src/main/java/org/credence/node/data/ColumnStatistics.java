package org.credence.node.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Sums over the present cells of one column, exact integers, so that they add up to the same in any order.
 *
 * @param column its name in the schema
 * @param present cells that are not missing, at least 0
 * @param sum of the cells' fixed-point values, in units of 2^-{@value #FRACTION_BITS}
 * @param squares sum of the squares of those, in units of 2^-80
 */
public record ColumnStatistics(String column, int present, BigDecimal sum, BigDecimal squares) {
    /** Fraction bits of a cell's fixed-point value: differences below 10^-12 are rounded away. */
    static final int FRACTION_BITS = 40;

    /** One, in fixed point. */
    static final BigInteger ONE = BigInteger.ONE.shiftLeft(FRACTION_BITS);

    private static final BigDecimal SCALE = new BigDecimal(ONE);

    /** The largest cell: 2^40, in fixed point. */
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(2 * FRACTION_BITS);

    /**
     * Refuses what no column can have.
     *
     * @throws IllegalArgumentException if the sums are not integers, too large for the count, or their variance is negative
     */
    public ColumnStatistics {
        if (present < 0) {
            throw new IllegalArgumentException("%s: present must be at least 0, was %d".formatted(column, present));
        }
        BigInteger s = integer(column, "sum", sum);
        BigInteger q = integer(column, "squares", squares);
        BigInteger n = BigInteger.valueOf(present);
        if (s.abs().compareTo(n.multiply(LARGEST)) > 0 || q.compareTo(n.multiply(LARGEST.pow(2))) > 0) {
            throw new IllegalArgumentException("%s: sums too large for %d cells".formatted(column, present));
        }
        if (n.multiply(q).compareTo(s.pow(2)) < 0) {
            throw new IllegalArgumentException("%s: the variance would be negative".formatted(column));
        }
    }

    private static BigInteger integer(String column, String field, BigDecimal value) {
        try {
            return value.toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("%s: %s must be an integer".formatted(column, field), e);
        }
    }

    /** No cell yet. */
    static ColumnStatistics none(String column) {
        return new ColumnStatistics(column, 0, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** The same with one more cell. */
    ColumnStatistics plus(double cell) {
        BigDecimal fixed = new BigDecimal(cell).multiply(SCALE).setScale(0, RoundingMode.HALF_EVEN);
        return new ColumnStatistics(column, present + 1, sum.add(fixed), squares.add(fixed.multiply(fixed)));
    }

    /**
     * The sums over both members' cells.
     *
     * @throws IllegalArgumentException if the columns differ
     * @throws ArithmeticException if the count overflows an int
     */
    ColumnStatistics plus(ColumnStatistics other) {
        if (!column.equals(other.column)) {
            throw new IllegalArgumentException("column '%s' is not '%s'".formatted(other.column, column));
        }
        return new ColumnStatistics(
                column, Math.addExact(present, other.present), sum.add(other.sum), squares.add(other.squares));
    }
}

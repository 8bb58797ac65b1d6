package org.credence.node.privacy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Between a study's decimals, doubles, and what people read. */
final class Decimals {
    /** Rounded up, so that no figure shown is smaller than the one that holds. */
    private static final MathContext SHOWN = new MathContext(4, RoundingMode.CEILING);

    private Decimals() {}

    /** The double nearest to a decimal as written in the study. */
    static double toDouble(BigDecimal decimal) {
        return Double.parseDouble(decimal.toString());
    }

    /** A number for people: four significant digits, rounded up. */
    static String up(double value) {
        return new BigDecimal(value).round(SHOWN).stripTrailingZeros().toPlainString();
    }

    /** A number as short as its nearest 15 digits allow. */
    static String plain(double value) {
        return new BigDecimal(value)
                .round(new MathContext(15))
                .stripTrailingZeros()
                .toPlainString();
    }
}

package org.credence.node.config;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When two cells of a table mean the same: equal text after trimming, or equal numbers, so {@code 1.0} means {@code 1}.
 */
public final class CellText {
    /** Digits with an optional point, sign and exponent; no hexadecimal, no type suffix, no NaN. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

    /** Longer texts are not read as numbers: reading them would cost time out of proportion. */
    private static final int MAX_NUMBER_LENGTH = 100;

    private CellText() {}

    /** The number that a cell holds, exactly as written; empty for any other text. */
    public static Optional<BigDecimal> number(String cell) {
        String text = cell.strip();
        if (text.length() > MAX_NUMBER_LENGTH || !NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text));
    }

    /** A key that two cells share exactly when they mean the same. */
    public static String key(String cell) {
        return number(cell).map(CellText::numberKey).orElseGet(() -> "'" + cell.strip());
    }

    private static String numberKey(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return plain.unscaledValue() + "e" + -plain.scale();
    }
}

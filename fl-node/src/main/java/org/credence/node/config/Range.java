package org.credence.node.config;

import java.math.BigDecimal;

/**
 * The decimals that a field allows.
 *
 * @param words continue "must be", for example {@code greater than 0}
 */
record Range(BigDecimal low, boolean lowIncluded, BigDecimal high, boolean highIncluded, String words) {
    static final Range POSITIVE = new Range(BigDecimal.ZERO, false, StudySpec.MAX_DECIMAL, true, "greater than 0");
    static final Range NOT_NEGATIVE = new Range(BigDecimal.ZERO, true, StudySpec.MAX_DECIMAL, true, "at least 0");
    static final Range BELOW_ONE =
            new Range(BigDecimal.ZERO, true, BigDecimal.ONE, false, "at least 0 and less than 1");
    static final Range SHARE =
            new Range(BigDecimal.ZERO, false, BigDecimal.ONE, false, "greater than 0 and less than 1");

    boolean contains(BigDecimal value) {
        int above = value.compareTo(low);
        int below = value.compareTo(high);
        return (above > 0 || (above == 0 && lowIncluded)) && (below < 0 || (below == 0 && highIncluded));
    }

    /** What a field must be, with the upper bound where it is the one that was passed. */
    String wordsFor(BigDecimal value) {
        return value.compareTo(high) > 0 && high.compareTo(StudySpec.MAX_DECIMAL) == 0
                ? "at most " + high.toPlainString()
                : words;
    }
}

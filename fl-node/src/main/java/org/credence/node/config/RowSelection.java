package org.credence.node.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;

/** Which of a member's rows are set aside from training. Rows are numbered from 0 below the header line of the member's file. */
public sealed interface RowSelection {
    /** No row. */
    record None() implements RowSelection {}

    /**
     * These rows.
     *
     * @param rows ascending, distinct, from 0
     */
    record Listed(List<Integer> rows) implements RowSelection {
        public Listed {
            rows = List.copyOf(new TreeSet<>(rows));
            if (rows.isEmpty() || rows.get(0) < 0) {
                throw new IllegalArgumentException("listed rows are numbers from 0, at least one, was " + rows);
            }
        }
    }

    /**
     * A share of the rows, drawn with the study's seed; of each class alike where the target is binary.
     *
     * @param share in (0, 1)
     */
    record Fraction(BigDecimal share) implements RowSelection {
        public Fraction {
            if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) >= 0) {
                throw new IllegalArgumentException("a share of rows is above 0 and below 1, was " + share);
            }
        }
    }
}

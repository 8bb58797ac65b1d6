package org.credence.incentive.valuation;

/** What all losses demand of their input. */
final class Losses {
    /** Far beyond any model's output, far below overflow when squared and added. */
    static final double MAX_MAGNITUDE = 1e100;

    private Losses() {}

    static void requireRows(int rows) {
        if (rows == 0) {
            throw new IllegalArgumentException("a validation set needs at least one row");
        }
    }

    static void requireOutputs(double[] outputs, int rows) {
        if (outputs.length != rows) {
            throw new IllegalArgumentException("%d validation rows, but %d outputs".formatted(rows, outputs.length));
        }
    }

    static double requireNumber(double mean) {
        if (Double.isNaN(mean)) {
            throw new IllegalArgumentException("an output on the validation rows is NaN");
        }
        return mean;
    }
}

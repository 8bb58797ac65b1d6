package org.credence.node.data;

/**
 * Rows ready for training or scoring: features after encoding and standardization, one target each.
 *
 * <p>Shape: {@code size} rows of {@code features} doubles, all finite. Targets: 0 or 1 for a binary task, a finite number for
 * regression. Immutable.
 */
public final class Examples {
    private final double[][] rows;
    private final double[] targets;
    private final int features;

    private Examples(double[][] rows, double[] targets, int features) {
        this.rows = rows;
        this.targets = targets;
        this.features = features;
    }

    /**
     * @param features columns of every row, also where there is no row
     * @throws IllegalArgumentException if rows and targets differ in number, a row in length, or a value is not finite
     */
    public static Examples of(double[][] rows, double[] targets, int features) {
        if (rows.length != targets.length) {
            throw new IllegalArgumentException("%d rows, but %d targets".formatted(rows.length, targets.length));
        }
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != features) {
                throw new IllegalArgumentException(
                        "row %d has %d features, expected %d".formatted(i, rows[i].length, features));
            }
            for (double value : rows[i]) {
                requireFinite(value, i);
            }
            requireFinite(targets[i], i);
            copy[i] = rows[i].clone();
        }
        return new Examples(copy, targets.clone(), features);
    }

    private static void requireFinite(double value, int row) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "row %d holds %s; only finite numbers train a model".formatted(row, value));
        }
    }

    public int size() {
        return rows.length;
    }

    public int features() {
        return features;
    }

    public double feature(int row, int column) {
        return rows[row][column];
    }

    /** A copy of one row. */
    public double[] row(int row) {
        return rows[row].clone();
    }

    public double target(int row) {
        return targets[row];
    }
}

package org.credence.node.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows ready for training or scoring: features after encoding and standardization, and one target for each output of the task.
 *
 * <p>Shape: {@code size} rows of {@code features} doubles, all finite. Targets: 0 or 1 for a binary task, for each class and for each
 * label, which may be missing; a finite number for regression. Immutable.
 */
public final class Examples {
    private final List<FeatureRow> rows;
    private final double[][] targets;
    private final int features;
    private final int outputs;

    private Examples(List<FeatureRow> rows, double[][] targets, int features, int outputs) {
        this.rows = rows;
        this.targets = targets;
        this.features = features;
        this.outputs = outputs;
    }

    /**
     * Examples of a task with one output.
     *
     * @param features columns of every row, also where there is no row
     * @throws IllegalArgumentException if rows and targets differ in number, a row in length, or a value is not finite
     */
    public static Examples of(double[][] rows, double[] targets, int features) {
        double[][] single = new double[targets.length][];
        for (int i = 0; i < targets.length; i++) {
            requireFinite(targets[i], i);
            single[i] = new double[] {targets[i]};
        }
        return of(rows, single, features, 1);
    }

    /**
     * Examples of a task with several outputs.
     *
     * @param targets one for each output; NaN for a label that is missing
     * @throws IllegalArgumentException if rows and targets differ in number, a row or its targets in length, or a value is not finite
     */
    public static Examples of(double[][] rows, double[][] targets, int features, int outputs) {
        List<FeatureRow> kept = new ArrayList<>();
        for (double[] row : rows) {
            kept.add(FeatureRow.of(row));
        }
        return of(kept, targets, features, outputs);
    }

    static Examples of(List<FeatureRow> rows, double[][] targets, int features, int outputs) {
        if (rows.size() != targets.length) {
            throw new IllegalArgumentException("%d rows, but %d targets".formatted(rows.size(), targets.length));
        }
        double[][] copies = new double[targets.length][];
        for (int i = 0; i < targets.length; i++) {
            FeatureRow row = rows.get(i);
            if (row.size() != features) {
                throw new IllegalArgumentException(
                        "row %d has %d features, expected %d".formatted(i, row.size(), features));
            }
            for (int entry = 0; entry < row.entries(); entry++) {
                requireFinite(row.value(entry), i);
            }
            if (targets[i].length != outputs) {
                throw new IllegalArgumentException(
                        "row %d has %d targets, expected %d".formatted(i, targets[i].length, outputs));
            }
            for (double target : targets[i]) {
                if (Double.isInfinite(target)) {
                    requireFinite(target, i);
                }
            }
            copies[i] = targets[i].clone();
        }
        return new Examples(List.copyOf(rows), copies, features, outputs);
    }

    private static void requireFinite(double value, int row) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "row %d holds %s; only finite numbers train a model".formatted(row, value));
        }
    }

    public int size() {
        return rows.size();
    }

    public int features() {
        return features;
    }

    /** Targets of a row. */
    public int outputs() {
        return outputs;
    }

    public double feature(int row, int column) {
        return rows.get(row).get(column);
    }

    /** One row's features. */
    public FeatureRow row(int row) {
        return rows.get(row);
    }

    /** The target of a row of a task with one output. */
    public double target(int row) {
        return target(row, 0);
    }

    /** Whether a row has this target; a label may be missing. */
    public boolean labelled(int row, int output) {
        return !Double.isNaN(targets[row][output]);
    }

    /**
     * One of a row's targets, finite.
     *
     * @throws IllegalArgumentException if it is missing
     */
    public double target(int row, int output) {
        if (!labelled(row, output)) {
            throw new IllegalArgumentException("row %d has no label %d".formatted(row, output));
        }
        return targets[row][output];
    }
}

package org.credence.node.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Rows as a file holds them, in the schema's columns, before standardization: a number as it is or missing, a category as 0 and 1.
 * Each has one target, or as many as the task has outputs: one for each class (1 for the row's, 0 for the others) or label (0, 1 or
 * missing). Immutable.
 */
public final class RawRows {
    /** Stands for a missing number or label inside this package; no row holds a NaN otherwise. */
    static final double MISSING = Double.NaN;

    private final int width;
    private final int outputs;
    private final List<FeatureRow> rows;
    private final List<double[]> targets;

    private RawRows(int width, int outputs, List<FeatureRow> rows, List<double[]> targets) {
        this.width = width;
        this.outputs = outputs;
        this.rows = rows;
        this.targets = targets;
    }

    /** No rows of this schema. */
    public static RawRows none(Schema schema) {
        return new Builder(schema).build();
    }

    /**
     * All rows of these, one after the other.
     *
     * @throws IllegalArgumentException if they differ in width or targets, or there are none
     */
    public static RawRows concat(List<RawRows> parts) {
        if (parts.isEmpty()
                || parts.stream()
                        .anyMatch(part -> part.width != parts.get(0).width || part.outputs != parts.get(0).outputs)) {
            throw new IllegalArgumentException("only rows of one schema are joined");
        }
        List<FeatureRow> rows = new ArrayList<>();
        List<double[]> targets = new ArrayList<>();
        for (RawRows part : parts) {
            rows.addAll(part.rows);
            targets.addAll(part.targets);
        }
        return new RawRows(parts.get(0).width, parts.get(0).outputs, rows, targets);
    }

    /**
     * These rows, in this order.
     *
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public RawRows select(List<Integer> chosen) {
        return new RawRows(
                width,
                outputs,
                chosen.stream().map(rows::get).toList(),
                chosen.stream().map(targets::get).toList());
    }

    public int size() {
        return rows.size();
    }

    public int width() {
        return width;
    }

    /** Targets of a row. */
    public int outputs() {
        return outputs;
    }

    /** Whether a number's cell is missing; never so in the column of a category. */
    public boolean missing(int row, int column) {
        return Double.isNaN(rows.get(row).get(column));
    }

    /**
     * A cell's value, finite.
     *
     * @throws IllegalArgumentException if it is missing
     */
    public double value(int row, int column) {
        double value = rows.get(row).get(column);
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("row %d has no value in column %d".formatted(row, column));
        }
        return value;
    }

    /** A row's features, those that are missing as NaN. */
    FeatureRow row(int row) {
        return rows.get(row);
    }

    /** The first target: for a task of one output 0 or 1 if it is binary, else a finite number. */
    public double target(int row) {
        return target(row, 0);
    }

    /** Whether a row has this target; a label may be missing. */
    public boolean labelled(int row, int output) {
        return !Double.isNaN(targets.get(row)[output]);
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
        return targets.get(row)[output];
    }

    /** A row's targets, those that are missing as NaN; not to be changed. */
    double[] targets(int row) {
        return targets.get(row);
    }

    /** A row in which every cell is missing. */
    static double[] emptyRow(Schema schema) {
        double[] row = new double[schema.width()];
        for (int column = 0; column < row.length; column++) {
            row[column] = schema.columns().get(column).number() ? MISSING : 0.0;
        }
        return row;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawRows that
                && width == that.width
                && outputs == that.outputs
                && rows.equals(that.rows)
                && Arrays.deepEquals(targets.toArray(), that.targets.toArray());
    }

    @Override
    public int hashCode() {
        return 31 * rows.hashCode() + Arrays.deepHashCode(targets.toArray());
    }

    @Override
    public String toString() {
        return "RawRows[" + size() + " x " + width + "]";
    }

    /** Collects rows; for one use by one thread. Copies what it is given. */
    static final class Builder {
        private final int width;
        private final int outputs;
        private final List<FeatureRow> rows = new ArrayList<>();
        private final List<double[]> targets = new ArrayList<>();

        Builder(Schema schema) {
            this.width = schema.width();
            this.outputs = schema.spec().target().outputs();
        }

        void add(double[] row, double... target) {
            if (row.length != width || target.length != outputs) {
                throw new IllegalArgumentException("a row has %d cells and %d targets, was %d and %d"
                        .formatted(width, outputs, row.length, target.length));
            }
            rows.add(FeatureRow.of(row));
            targets.add(target.clone());
        }

        RawRows build() {
            return new RawRows(
                    width, outputs, Collections.unmodifiableList(rows), Collections.unmodifiableList(targets));
        }
    }
}

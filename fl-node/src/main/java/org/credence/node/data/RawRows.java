package org.credence.node.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows as a file holds them, in the schema's columns, before standardization: a number as it is or missing, a category as 0 and 1.
 * Immutable.
 */
public final class RawRows {
    /** Stands for a missing number inside this class; no row holds a NaN otherwise. */
    private static final double MISSING = Double.NaN;

    private final int width;
    private final double[][] cells;
    private final double[] targets;

    private RawRows(int width, double[][] cells, double[] targets) {
        this.width = width;
        this.cells = cells;
        this.targets = targets;
    }

    /** No rows of so many columns. */
    public static RawRows none(int width) {
        return new RawRows(width, new double[0][], new double[0]);
    }

    /**
     * All rows of these, one after the other.
     *
     * @throws IllegalArgumentException if they differ in width, or there are none
     */
    public static RawRows concat(List<RawRows> parts) {
        if (parts.stream().mapToInt(RawRows::width).distinct().count() != 1) {
            throw new IllegalArgumentException("only rows of one schema are joined");
        }
        var all = new Builder(parts.get(0).width);
        for (RawRows part : parts) {
            for (int row = 0; row < part.size(); row++) {
                all.add(part.cells[row], part.targets[row]);
            }
        }
        return all.build();
    }

    /**
     * These rows, in this order.
     *
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public RawRows select(List<Integer> rows) {
        var some = new Builder(width);
        for (int row : rows) {
            some.add(cells[row], targets[row]);
        }
        return some.build();
    }

    public int size() {
        return cells.length;
    }

    public int width() {
        return width;
    }

    /** Whether a number's cell is missing; never so in the column of a category. */
    public boolean missing(int row, int column) {
        return Double.isNaN(cells[row][column]);
    }

    /**
     * A cell's value, finite.
     *
     * @throws IllegalArgumentException if it is missing
     */
    public double value(int row, int column) {
        if (missing(row, column)) {
            throw new IllegalArgumentException("row %d has no value in column %d".formatted(row, column));
        }
        return cells[row][column];
    }

    /** 0 or 1 for a binary target, else a finite number. */
    public double target(int row) {
        return targets[row];
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
                && Arrays.deepEquals(cells, that.cells)
                && Arrays.equals(targets, that.targets);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.deepHashCode(cells) + Arrays.hashCode(targets);
    }

    @Override
    public String toString() {
        return "RawRows[" + size() + " x " + width + "]";
    }

    /** Collects rows; for one use by one thread. Copies what it is given. */
    static final class Builder {
        private final int width;
        private final List<double[]> cells = new ArrayList<>();
        private final List<Double> targets = new ArrayList<>();

        Builder(int width) {
            this.width = width;
        }

        void add(double[] row, double target) {
            if (row.length != width) {
                throw new IllegalArgumentException("a row has %d cells, was %d".formatted(width, row.length));
            }
            cells.add(row.clone());
            targets.add(target);
        }

        RawRows build() {
            return new RawRows(
                    width,
                    cells.toArray(double[][]::new),
                    targets.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }
}

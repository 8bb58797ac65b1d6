package org.credence.node.data;

import java.util.Arrays;

/**
 * The features of one row. Only those other than 0 are kept, so that a fingerprint or a long category costs what it says, not what it
 * could say. Leaving zeros out of a sum of finite products does not change its bits. Immutable.
 */
public final class FeatureRow {
    private final int size;
    private final int[] columns;
    private final double[] values;

    private FeatureRow(int size, int[] columns, double[] values) {
        this.size = size;
        this.columns = columns;
        this.values = values;
    }

    /** The row with these features. */
    static FeatureRow of(double[] features) {
        int entries = 0;
        for (double feature : features) {
            entries += feature == 0.0 ? 0 : 1;
        }
        int[] columns = new int[entries];
        double[] values = new double[entries];
        int next = 0;
        for (int column = 0; column < features.length; column++) {
            if (features[column] != 0.0) {
                columns[next] = column;
                values[next++] = features[column];
            }
        }
        return new FeatureRow(features.length, columns, values);
    }

    /** Features, those that are 0 included. */
    public int size() {
        return size;
    }

    /** Features other than 0, numbered from 0 in the order of their columns. */
    public int entries() {
        return columns.length;
    }

    /** The column of an entry. */
    public int column(int entry) {
        return columns[entry];
    }

    /** The value of an entry, not 0. */
    public double value(int entry) {
        return values[entry];
    }

    /** The feature in a column. */
    public double get(int column) {
        int entry = Arrays.binarySearch(columns, column);
        return entry < 0 ? 0.0 : values[entry];
    }

    /** All features, a copy. */
    public double[] toArray() {
        double[] features = new double[size];
        for (int entry = 0; entry < columns.length; entry++) {
            features[columns[entry]] = values[entry];
        }
        return features;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureRow that
                && size == that.size
                && Arrays.equals(columns, that.columns)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(columns) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "FeatureRow[" + columns.length + " of " + size + "]";
    }
}

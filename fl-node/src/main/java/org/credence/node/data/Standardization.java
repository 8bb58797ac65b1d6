package org.credence.node.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How raw rows become examples: the consortium's mean and standard deviation of every number, from the sums in all enrolled members'
 * manifests. Every member derives the same bits, in any order of the manifests. Immutable.
 *
 * <p>A number becomes {@code (value - mean) / deviation}, a missing one the mean (that is 0); a column that is the same everywhere
 * has deviation 1. Where the schema does not standardize, numbers stay as they are and a missing one becomes the mean. Categories
 * stay 0 and 1.
 */
public final class Standardization {
    /** Digits of the quotients before they are rounded to a double; a double has 17. */
    private static final MathContext QUOTIENT = new MathContext(40);

    private static final BigDecimal UNIT = new BigDecimal(ColumnStatistics.ONE);

    private final Schema schema;
    private final double[] means;
    private final double[] deviations;
    private final int[] numbers;

    private Standardization(Schema schema, double[] means, double[] deviations) {
        this.schema = schema;
        this.means = means;
        this.deviations = deviations;
        this.numbers = IntStream.range(0, schema.width())
                .filter(column -> schema.columns().get(column).number())
                .toArray();
    }

    /**
     * The standardization of these members' rows together.
     *
     * @param manifests each of this schema ({@link DatasetManifest#requireMatches}), at least one
     * @throws IllegalArgumentException if one is of another schema, or there is none
     */
    public static Standardization of(Schema schema, List<DatasetManifest> manifests) {
        if (manifests.isEmpty()
                || manifests.stream().anyMatch(manifest -> !manifest.schema().equals(schema.digest()))) {
            throw new IllegalArgumentException("a standardization needs manifests of its schema, at least one");
        }
        double[] means = new double[schema.width()];
        double[] deviations = new double[schema.width()];
        int number = 0;
        for (int column = 0; column < schema.width(); column++) {
            deviations[column] = 1.0;
            if (schema.columns().get(column).number()) {
                ColumnStatistics pooled = pooled(schema.columns().get(column).name(), number++, manifests);
                means[column] = mean(pooled);
                deviations[column] = deviation(pooled);
            }
        }
        return new Standardization(schema, means, deviations);
    }

    private static ColumnStatistics pooled(String name, int number, List<DatasetManifest> manifests) {
        ColumnStatistics sum = ColumnStatistics.none(name);
        for (DatasetManifest manifest : manifests) {
            sum = sum.plus(manifest.columns().get(number));
        }
        return sum;
    }

    private static double mean(ColumnStatistics pooled) {
        return pooled.present() == 0
                ? 0.0
                : pooled.sum()
                        .divide(UNIT.multiply(BigDecimal.valueOf(pooled.present())), QUOTIENT)
                        .doubleValue();
    }

    /* Variance = (n * sum of squares - sum^2) / n^2, its numerator exact, so that nothing cancels. */
    private static double deviation(ColumnStatistics pooled) {
        BigInteger n = BigInteger.valueOf(pooled.present());
        BigInteger numerator = n.multiply(pooled.squares().toBigIntegerExact())
                .subtract(pooled.sum().toBigIntegerExact().pow(2));
        if (numerator.signum() == 0) {
            return 1.0;
        }
        double variance = new BigDecimal(numerator)
                .divide(new BigDecimal(n.pow(2)).multiply(UNIT.pow(2)), QUOTIENT)
                .doubleValue();
        return StrictMath.sqrt(variance);
    }

    /** The mean of a column's present numbers; 0 for a category's column. */
    public double mean(int column) {
        return means[column];
    }

    /** The population standard deviation of a column's present numbers, above 0; 1 for a constant or a category's column. */
    public double deviation(int column) {
        return deviations[column];
    }

    /**
     * These rows, ready for training or scoring.
     *
     * @throws IllegalArgumentException if they are of another width than the schema
     */
    public Examples encode(RawRows rows) {
        if (rows.width() != schema.width()) {
            throw new IllegalArgumentException(
                    "rows of %d columns, the schema has %d".formatted(rows.width(), schema.width()));
        }
        List<FeatureRow> encoded = new ArrayList<>();
        double[][] targets = new double[rows.size()][];
        for (int row = 0; row < rows.size(); row++) {
            targets[row] = rows.targets(row);
            double[] features = rows.row(row).toArray();
            for (int column : numbers) {
                features[column] = encode(features[column], column);
            }
            encoded.add(FeatureRow.of(features));
        }
        return Examples.of(encoded, targets, schema.width(), rows.outputs());
    }

    private double encode(double cell, int column) {
        double value = Double.isNaN(cell) ? means[column] : cell;
        return schema.spec().standardize() ? (value - means[column]) / deviations[column] : value;
    }
}

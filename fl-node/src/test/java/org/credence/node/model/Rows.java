package org.credence.node.model;

import java.util.SplittableRandom;
import org.credence.node.data.Examples;

/** Rows for tests: features uniform in [-2, 2), every fifth one 0. */
public final class Rows {
    private Rows() {}

    /** Targets 0 or 1, more often 1 where the features sum to more than 0. */
    public static Examples binary(long seed, int size, int features) {
        return draw(new SplittableRandom(seed), size, features, true);
    }

    /** Targets in about [-4, 4], half of the features' sum and noise. */
    public static Examples numbers(long seed, int size, int features) {
        return draw(new SplittableRandom(seed), size, features, false);
    }

    /** One of so many classes, more often a later one where the features sum to more. */
    public static Examples classes(long seed, int size, int features, int classes) {
        Examples numbers = numbers(seed, size, features);
        double[][] targets = new double[size][classes];
        for (int i = 0; i < size; i++) {
            int place = (int) Math.floor((numbers.target(i) + 2) * classes / 4);
            targets[i][Math.max(0, Math.min(classes - 1, place))] = 1;
        }
        return Examples.of(rows(numbers), targets, features, classes);
    }

    /** So many labels, every third one missing. */
    public static Examples labels(long seed, int size, int features, int labels) {
        Examples numbers = numbers(seed, size, features);
        double[][] targets = new double[size][labels];
        for (int i = 0; i < size; i++) {
            for (int label = 0; label < labels; label++) {
                targets[i][label] = (i + label) % 3 == 0 ? Double.NaN : numbers.target(i) > label - 1 ? 1 : 0;
            }
        }
        return Examples.of(rows(numbers), targets, features, labels);
    }

    private static double[][] rows(Examples examples) {
        double[][] rows = new double[examples.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = examples.row(i).toArray();
        }
        return rows;
    }

    private static Examples draw(SplittableRandom random, int size, int features, boolean binary) {
        double[][] rows = new double[size][features];
        double[] targets = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = random.nextDouble() - 0.5;
            for (int j = 0; j < features; j++) {
                rows[i][j] = random.nextInt(5) == 0 ? 0 : 4 * random.nextDouble() - 2;
                sum += rows[i][j] / 2;
            }
            targets[i] = binary ? (sum > 0 ? 1 : 0) : sum;
        }
        return Examples.of(rows, targets, features);
    }

    /** Values uniform in [-scale, scale), representable as fixed point. */
    public static ParameterVector parameters(long seed, int length, double scale) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = scale * (2 * random.nextDouble() - 1);
        }
        return ParameterVector.encode(values);
    }
}

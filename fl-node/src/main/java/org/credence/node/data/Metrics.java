package org.credence.node.data;

import java.util.Arrays;
import org.tribuo.classification.evaluation.LabelEvaluationUtil;

/**
 * How good predictions are, from scores and targets of the same rows; several scores of a row stand one after the other. Deterministic:
 * sums run in the order of the rows.
 */
public final class Metrics {
    private Metrics() {}

    /**
     * Area under the ROC curve: the chance that a positive row scores higher than a negative one, ties counting half. Any scores
     * that grow with the prediction will do; NaN unless there are rows of both classes.
     *
     * @param scores finite, one for each row
     * @throws IllegalArgumentException if scores and rows differ in number
     */
    public static double auc(double[] scores, Examples examples) {
        requireSameSize(scores, examples);
        return auc(scores, examples, 0);
    }

    /** Of one output, over the rows that have its target. */
    private static double auc(double[] scores, Examples examples, int output) {
        boolean[] positive = new boolean[examples.size()];
        double[] known = new double[examples.size()];
        int size = 0;
        int positives = 0;
        for (int row = 0; row < examples.size(); row++) {
            if (examples.labelled(row, output)) {
                positive[size] = examples.target(row, output) == 1.0;
                positives += positive[size] ? 1 : 0;
                known[size++] = scores[row * examples.outputs() + output];
            }
        }
        return positives == 0 || positives == size
                ? Double.NaN
                : LabelEvaluationUtil.binaryAUCROC(Arrays.copyOf(positive, size), Arrays.copyOf(known, size));
    }

    /**
     * The mean over the labels of their {@link #auc}, each over the rows that have the label; labels without both kinds of row do not
     * count. NaN if none has both.
     *
     * @param scores finite, one for each row and label
     * @throws IllegalArgumentException if scores and rows differ in number
     */
    public static double meanAuc(double[] scores, Examples examples) {
        requireSameSize(scores, examples);
        double sum = 0.0;
        int counted = 0;
        for (int output = 0; output < examples.outputs(); output++) {
            double auc = auc(scores, examples, output);
            if (!Double.isNaN(auc)) {
                sum += auc;
                counted++;
            }
        }
        return counted == 0 ? Double.NaN : sum / counted;
    }

    /**
     * The mean over the classes of the {@link #auc} of the class's probability against all other classes.
     *
     * @param scores finite, one for each row and class: the logarithms of the classes' probabilities up to a constant of the row
     * @throws IllegalArgumentException if scores and rows differ in number
     */
    public static double oneVersusRestAuc(double[] scores, Examples examples) {
        requireSameSize(scores, examples);
        int classes = examples.outputs();
        double[] logarithms = new double[scores.length];
        for (int first = 0; first < scores.length; first += classes) {
            double largest = scores[first];
            for (int k = 1; k < classes; k++) {
                largest = Math.max(largest, scores[first + k]);
            }
            double sum = 0.0;
            for (int k = 0; k < classes; k++) {
                sum += StrictMath.exp(scores[first + k] - largest);
            }
            for (int k = 0; k < classes; k++) {
                logarithms[first + k] = scores[first + k] - largest - StrictMath.log(sum);
            }
        }
        return meanAuc(logarithms, examples);
    }

    /**
     * Mean log-loss of a binary prediction, in nats, at least 0: {@code log(1 + exp(-logit))} for a positive row,
     * {@code log(1 + exp(logit))} for a negative one.
     *
     * @param logits log-odds of the positive class, finite
     * @throws IllegalArgumentException if logits and rows differ in number, or there are none
     */
    public static double logLoss(double[] logits, Examples examples) {
        requireSameSize(logits, examples);
        requireRows(examples);
        double sum = 0.0;
        for (int row = 0; row < logits.length; row++) {
            double margin = examples.target(row) == 1.0 ? logits[row] : -logits[row];
            // The exponent is never positive, so nothing overflows.
            sum += Math.max(-margin, 0.0) + StrictMath.log1p(StrictMath.exp(-Math.abs(margin)));
        }
        return sum / logits.length;
    }

    /**
     * Coefficient of determination: 1 - residual over total sum of squares; 1 is perfect, 0 as good as the rows' mean. NaN where
     * all targets are equal.
     *
     * @param predictions finite
     * @throws IllegalArgumentException if predictions and rows differ in number, or there are none
     */
    public static double r2(double[] predictions, Examples examples) {
        requireSameSize(predictions, examples);
        requireRows(examples);
        double mean = 0.0;
        for (int row = 0; row < predictions.length; row++) {
            mean += examples.target(row);
        }
        mean /= predictions.length;
        double residual = 0.0;
        double total = 0.0;
        for (int row = 0; row < predictions.length; row++) {
            double error = examples.target(row) - predictions[row];
            double spread = examples.target(row) - mean;
            residual += error * error;
            total += spread * spread;
        }
        return total == 0.0 ? Double.NaN : 1.0 - residual / total;
    }

    private static void requireSameSize(double[] predictions, Examples examples) {
        if (predictions.length != examples.size() * examples.outputs()) {
            throw new IllegalArgumentException(
                    "%d predictions for %d rows".formatted(predictions.length, examples.size()));
        }
    }

    private static void requireRows(Examples examples) {
        if (examples.size() == 0) {
            throw new IllegalArgumentException("there are no rows to measure on");
        }
    }
}

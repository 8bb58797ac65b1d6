package org.credence.node.data;

import org.tribuo.classification.evaluation.LabelEvaluationUtil;

/** How good predictions are, from scores and targets of the same rows. Deterministic: sums run in the order of the rows. */
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
        boolean[] positive = new boolean[scores.length];
        int positives = 0;
        for (int row = 0; row < scores.length; row++) {
            positive[row] = examples.target(row) == 1.0;
            positives += positive[row] ? 1 : 0;
        }
        return positives == 0 || positives == scores.length
                ? Double.NaN
                : LabelEvaluationUtil.binaryAUCROC(positive, scores);
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
        if (predictions.length != examples.size()) {
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

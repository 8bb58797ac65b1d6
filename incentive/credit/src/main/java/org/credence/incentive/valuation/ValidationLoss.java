package org.credence.incentive.valuation;

/**
 * How wrong a model is on the validation rows. Immutable; safe for use by several threads.
 *
 * <p>Each row's loss is capped, so that one row cannot decide a round. Where a model gives several outputs a row, they stand row by
 * row. A label that is missing has neither a row here nor an output.
 */
public sealed interface ValidationLoss permits LogLoss, CrossEntropy, SquaredError {
    /**
     * Binary log-loss in nats, at most {@link LogLoss#CAP} a row; a model's output is its logit, the log-odds of 1.
     *
     * @param labels 0 or 1, at least one
     * @throws IllegalArgumentException for any other label
     */
    static ValidationLoss logLoss(double[] labels) {
        return new LogLoss(labels);
    }

    /**
     * Log-loss over several classes in nats, at most {@link LogLoss#CAP} a row; a model's outputs are one score for each class, the
     * logarithms of the classes' probabilities up to a constant.
     *
     * @param labels the class that each row is of, from 0, at least one
     * @param classes at least 2
     * @throws IllegalArgumentException for a label that is no class
     */
    static ValidationLoss crossEntropy(int[] labels, int classes) {
        return new CrossEntropy(labels, classes);
    }

    /**
     * Squared error over the targets' mean square, at most {@link SquaredError#CAP} a row; a model's output is its prediction.
     *
     * @param targets finite, at least one
     * @throws IllegalArgumentException for a target that is not finite
     */
    static ValidationLoss squaredError(double[] targets) {
        return new SquaredError(targets);
    }

    /** Outputs of a model on the validation rows, at least 1. */
    int outputs();

    /**
     * The mean of the rows' losses, at least 0.
     *
     * @param outputs of the model
     * @throws IllegalArgumentException if an output is NaN, or there are not {@link #outputs} of them
     */
    double mean(double[] outputs);

    /**
     * By how much the loss fell, in nano-units, rounded to the nearest, ties to even; negative if it rose.
     *
     * @param base mean loss before
     * @param mean loss after
     */
    static long nanosGained(double base, double mean) {
        return (long) StrictMath.rint((base - mean) * 1e9);
    }
}

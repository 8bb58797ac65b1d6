package org.credence.incentive.valuation;

/**
 * How wrong a model is on the validation rows. Immutable; safe for use by several threads.
 *
 * <p>Each row's loss is capped, so that one row cannot decide a round.
 */
public sealed interface ValidationLoss permits LogLoss, SquaredError {
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
     * Squared error over the targets' mean square, at most {@link SquaredError#CAP} a row; a model's output is its prediction.
     *
     * @param targets finite, at least one
     * @throws IllegalArgumentException for a target that is not finite
     */
    static ValidationLoss squaredError(double[] targets) {
        return new SquaredError(targets);
    }

    /** Validation rows, at least 1. */
    int rows();

    /**
     * The mean of the rows' losses, at least 0.
     *
     * @param outputs of the model, one a row
     * @throws IllegalArgumentException if an output is NaN, or there are not {@link #rows} of them
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

package org.credence.incentive.valuation;

/** Binary log-loss. A row's loss is ln(1 + e^-m), where its margin m is the logit for label 1 and minus the logit for label 0. */
final class LogLoss implements ValidationLoss {
    /** The most that a row can cost, in nats: a probability of 0.0000454 for what was true. */
    static final double CAP = 10.0;

    /** The margin where the loss is {@link #CAP}: -ln(e^10 - 1). */
    private static final double LEAST_MARGIN = -9.99995459903963;

    /** From here on, 1 + e^-m is 1 in double precision. */
    private static final double GREATEST_MARGIN = 40.0;

    /** So many factors of at most e^10 cannot overflow. */
    private static final int ROWS_PER_LOGARITHM = 64;

    /** -1 for label 1, 1 for label 0: times the logit, minus the margin. */
    private final double[] signs;

    LogLoss(double[] labels) {
        Losses.requireRows(labels.length);
        signs = new double[labels.length];
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] != 0 && labels[row] != 1) {
                throw new IllegalArgumentException(
                        "validation row %d has label %s; log-loss needs 0 or 1".formatted(row, labels[row]));
            }
            signs[row] = labels[row] == 1 ? -1.0 : 1.0;
        }
    }

    @Override
    public int outputs() {
        return signs.length;
    }

    /*
     * The factors 1 + e^-m are in [1, e^10], so 64 of them are multiplied before one logarithm is taken. With a relative error of 1e-14
     * in the exponential, the mean is good to about 1e-13. The clamps are written so that NaN passes through them.
     */
    @Override
    public double mean(double[] outputs) {
        Losses.requireOutputs(outputs, signs.length);
        double sum = 0;
        for (int from = 0; from < signs.length; from += ROWS_PER_LOGARITHM) {
            int to = Math.min(from + ROWS_PER_LOGARITHM, signs.length);
            double product = 1;
            for (int row = from; row < to; row++) {
                double minusMargin = signs[row] * outputs[row];
                minusMargin = minusMargin > -LEAST_MARGIN ? -LEAST_MARGIN : minusMargin;
                minusMargin = minusMargin < -GREATEST_MARGIN ? -GREATEST_MARGIN : minusMargin;
                product *= 1.0 + StrictExp.exp(minusMargin);
            }
            sum += StrictMath.log(product);
        }
        return Losses.requireNumber(sum / signs.length);
    }
}

package org.credence.incentive.valuation;

/** Binary log-loss. A row's loss is ln(1 + e^-m), where its margin m is the logit for label 1 and minus the logit for label 0. */
final class LogLoss implements ValidationLoss {
    /** The most that a row can cost, in nats: a probability of 0.0000454 for what was true. */
    static final double CAP = 10.0;

    /** The margin where the loss is {@link #CAP}: -ln(e^10 - 1). */
    private static final double LEAST_MARGIN = -9.99995459903963;

    /** From here on, 1 + e^-m is 1 in double precision. */
    private static final double GREATEST_MARGIN = 40.0;

    /** So many factors of at most 2 cannot overflow. */
    private static final int ROWS_PER_LOGARITHM = 512;

    private final double[] signs;

    LogLoss(double[] labels) {
        signs = new double[labels.length];
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] != 0 && labels[row] != 1) {
                throw new IllegalArgumentException(
                        "validation row %d has label %s; log-loss needs 0 or 1".formatted(row, labels[row]));
            }
            signs[row] = labels[row] == 1 ? 1.0 : -1.0;
        }
        Losses.requireRows(labels.length);
    }

    @Override
    public int rows() {
        return signs.length;
    }

    /*
     * ln(1 + e^-m) = max(0, -m) + ln(1 + e^-|m|). The factors 1 + e^-|m| are in (1, 2], so 512 of them are multiplied before one
     * logarithm is taken. With a relative error of 1e-14 in the exponential, the mean is good to about 1e-13.
     */
    @Override
    public double mean(double[] outputs) {
        Losses.requireOutputs(outputs, signs.length);
        double sum = 0;
        for (int from = 0; from < signs.length; from += ROWS_PER_LOGARITHM) {
            int to = Math.min(from + ROWS_PER_LOGARITHM, signs.length);
            double product = 1;
            for (int row = from; row < to; row++) {
                double margin = signs[row] * outputs[row];
                margin = margin < LEAST_MARGIN ? LEAST_MARGIN : margin;
                margin = margin > GREATEST_MARGIN ? GREATEST_MARGIN : margin;
                double size = Math.abs(margin);
                sum += 0.5 * (size - margin);
                product *= 1.0 + StrictExp.exp(-size);
            }
            sum += StrictMath.log(product);
        }
        return Losses.requireNumber(sum / signs.length);
    }
}

package org.credence.incentive.valuation;

/**
 * Log-loss over several classes. A row's loss is ln(sum over the classes k of e^(s_k - s_t)), where t is the class that is true; with
 * two classes it is that of {@link LogLoss} with the difference of their scores as the logit.
 */
final class CrossEntropy implements ValidationLoss {
    /** e^{@link LogLoss#CAP}: the largest factor of a row. */
    private static final double LARGEST_FACTOR = StrictExp.exp(LogLoss.CAP);

    /** From here on, 1 + e^-d is 1 in double precision. */
    private static final double LEAST_DIFFERENCE = -40.0;

    /** So many factors of at most e^10 cannot overflow. */
    private static final int ROWS_PER_LOGARITHM = 64;

    private final int[] labels;
    private final int classes;

    CrossEntropy(int[] labels, int classes) {
        Losses.requireRows(labels.length);
        if (classes < 2) {
            throw new IllegalArgumentException("there are at least 2 classes, was " + classes);
        }
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] < 0 || labels[row] >= classes) {
                throw new IllegalArgumentException("validation row %d has class %d; there are classes 0 to %d"
                        .formatted(row, labels[row], classes - 1));
            }
        }
        this.labels = labels.clone();
        this.classes = classes;
    }

    @Override
    public int outputs() {
        return Math.multiplyExact(labels.length, classes);
    }

    /* As in LogLoss, 64 factors are multiplied before one logarithm is taken. NaN passes through every comparison. */
    @Override
    public double mean(double[] outputs) {
        Losses.requireOutputs(outputs, outputs());
        double sum = 0;
        for (int from = 0; from < labels.length; from += ROWS_PER_LOGARITHM) {
            int to = Math.min(from + ROWS_PER_LOGARITHM, labels.length);
            double product = 1;
            for (int row = from; row < to; row++) {
                product *= factor(outputs, row * classes, labels[row]);
            }
            sum += StrictMath.log(product);
        }
        return Losses.requireNumber(sum / labels.length);
    }

    private double factor(double[] outputs, int first, int label) {
        double factor = 1;
        for (int k = 0; k < classes; k++) {
            if (k != label) {
                double difference = outputs[first + k] - outputs[first + label];
                difference = difference > LogLoss.CAP ? LogLoss.CAP : difference;
                difference = difference < LEAST_DIFFERENCE ? LEAST_DIFFERENCE : difference;
                factor += StrictExp.exp(difference);
            }
        }
        return factor > LARGEST_FACTOR ? LARGEST_FACTOR : factor;
    }
}

package org.credence.incentive.valuation;

/**
 * Squared error in units of the targets' mean square: a model that always says 0 has a mean loss of 1, whatever the targets' scale
 * (where all targets are 0, the unit is 1).
 */
final class SquaredError implements ValidationLoss {
    /** The most that a row can cost: an error of ten times the targets' root mean square. */
    static final double CAP = 100.0;

    private final double[] targets;
    private final double unit;

    SquaredError(double[] targets) {
        Losses.requireRows(targets.length);
        double sum = 0;
        for (int row = 0; row < targets.length; row++) {
            if (!(Math.abs(targets[row]) <= Losses.MAX_MAGNITUDE)) {
                throw new IllegalArgumentException(
                        "validation row %d has target %s; it must be a number up to %s in size"
                                .formatted(row, targets[row], Losses.MAX_MAGNITUDE));
            }
            sum += targets[row] * targets[row];
        }
        this.targets = targets.clone();
        this.unit = sum > 0 ? sum / targets.length : 1.0;
    }

    @Override
    public int outputs() {
        return targets.length;
    }

    @Override
    public double mean(double[] outputs) {
        Losses.requireOutputs(outputs, targets.length);
        double cap = CAP * unit;
        double sum = 0;
        for (int row = 0; row < targets.length; row++) {
            double error = outputs[row] - targets[row];
            double loss = error * error;
            sum += loss > cap ? cap : loss;
        }
        return Losses.requireNumber(sum / targets.length / unit);
    }
}

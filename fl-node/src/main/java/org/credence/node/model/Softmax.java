package org.credence.node.model;

/** The probabilities of classes on {@code StrictMath}: the same bits on every machine, no overflow for any finite scores. */
public final class Softmax {
    private Softmax() {}

    /**
     * {@code exp(s_k) / sum exp(s)} for each class {@code k}.
     *
     * @param scores of the classes, finite, at least one
     */
    public static double[] probabilities(double[] scores) {
        double largest = scores[0];
        for (double score : scores) {
            largest = Math.max(largest, score);
        }
        double[] probabilities = new double[scores.length];
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            probabilities[k] = StrictMath.exp(scores[k] - largest);
            sum += probabilities[k];
        }
        for (int k = 0; k < scores.length; k++) {
            probabilities[k] /= sum;
        }
        return probabilities;
    }
}

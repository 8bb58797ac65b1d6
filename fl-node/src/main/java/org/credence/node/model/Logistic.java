package org.credence.node.model;

/** The logistic function and its loss on {@code StrictMath}: the same bits on every machine, no overflow for any finite logit. */
public final class Logistic {
    private Logistic() {}

    /** {@code 1 / (1 + exp(-logit))}, in [0, 1]. */
    public static double probability(double logit) {
        if (logit >= 0) {
            return 1 / (1 + StrictMath.exp(-logit));
        }
        double odds = StrictMath.exp(logit);
        return odds / (1 + odds);
    }

    /**
     * The negative log-likelihood of one outcome, in nats: {@code log(1 + exp(logit)) - outcome * logit}.
     *
     * @param outcome 0 or 1
     */
    public static double loss(double logit, double outcome) {
        double positive = Math.max(logit, 0) - outcome * logit;
        return positive + StrictMath.log1p(StrictMath.exp(-Math.abs(logit)));
    }
}

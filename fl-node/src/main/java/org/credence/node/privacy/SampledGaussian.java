package org.credence.node.privacy;

/**
 * Rényi differential privacy of one step of the Poisson-sampled Gaussian mechanism: neighbours differ by one added or removed
 * contribution of L2 norm at most 1, noise has standard deviation sigma in each coordinate, a contribution takes part with
 * probability q.
 *
 * <p>It is ln(A)/(a-1) at order a, where A is the mean of ((1-q) + q exp((2x-1)/(2 sigma^2)))^a over x ~ N(0, sigma^2); the other
 * direction of the divergence is never larger. Both methods below work out A - 1, whose terms are all positive, so that nothing
 * cancels where A is almost 1. Strict arithmetic: the same bits on every Java.
 *
 * <p>Source: Mironov, Talwar and Zhang, Rényi differential privacy of the sampled Gaussian mechanism, arXiv 1908.10530, 2019.
 */
final class SampledGaussian {
    /** Less than this hides nothing: one step would spend an epsilon of hundreds of thousands. */
    static final double LEAST_SIGMA = 0.001;

    /** Standard deviations beyond which a normal density is below 1e-42. */
    private static final double TAIL = 14;

    private static final double LOG_SQRT_2PI = 0.9189385332046727;

    private final double rate;
    private final double sigma;

    /**
     * @param rate q, above 0 and at most 1
     * @param sigma standard deviation of the noise over the sensitivity, at least {@link #LEAST_SIGMA}
     */
    SampledGaussian(double rate, double sigma) {
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("a sampling rate must be above 0 and at most 1, was " + rate);
        }
        if (!(sigma >= LEAST_SIGMA && sigma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "noise must have a standard deviation of at least %s sensitivities, was %s"
                            .formatted(LEAST_SIGMA, sigma));
        }
        this.rate = rate;
        this.sigma = sigma;
    }

    /**
     * The divergence, at least 0.
     *
     * @param order above 1
     */
    double renyiDivergence(double order) {
        if (rate == 1) {
            return order / (2 * sigma * sigma);
        }
        double logExcess = order == StrictMath.rint(order) ? logExcessBySum((int) order) : logExcessByIntegral(order);
        return LogSpace.log1pExp(logExcess) / (order - 1);
    }

    /*
     * For an integer order a, A = sum over k of C(a,k) q^k (1-q)^(a-k) exp((k^2-k)/(2 sigma^2)). The binomial weights add up to 1, so
     * A - 1 has the same terms with exp minus 1 instead of exp; those of k = 0 and 1 vanish.
     */
    double logExcessBySum(int order) {
        double logRate = StrictMath.log(rate);
        double logRest = StrictMath.log1p(-rate);
        double logBinomial = 0;
        double sum = Double.NEGATIVE_INFINITY;
        for (int k = 1; k <= order; k++) {
            logBinomial += StrictMath.log(order - k + 1.0) - StrictMath.log(k);
            double exponent = k * (k - 1.0) / (2 * sigma * sigma);
            double term = logBinomial + k * logRate + (order - k) * logRest + LogSpace.logExpm1(exponent);
            sum = LogSpace.add(sum, term);
        }
        return sum;
    }

    /*
     * For any order, the integral itself, by the trapezoidal rule over t = x / sigma. The integrand is analytic within pi * sigma of
     * the real axis and falls off like a normal density, so the rule's error is about exp(-2 pi d / step) for d = min(1, pi sigma):
     * with step = d/8, below 1e-21. With E = exp((2x-1)/(2 sigma^2)) - 1, whose mean is 0, the mean of (1+qE)^a - 1 - aqE is A - 1,
     * and by Bernoulli's inequality no value of it is negative.
     */
    double logExcessByIntegral(double order) {
        double step = Math.min(1, Math.PI * sigma) / 8;
        int points = (int) StrictMath.ceil((order / sigma + 2 * TAIL) / step);
        double sum = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= points; i++) {
            double t = i * step - TAIL;
            double logDensity = -0.5 * t * t - LOG_SQRT_2PI;
            sum = LogSpace.add(sum, logDensity + logExcessAt(t / sigma - 0.5 / (sigma * sigma), order));
        }
        return sum + StrictMath.log(step);
    }

    /** ln((1+qE)^a - 1 - aqE) for E = e^ratio - 1; minus infinity where rounding leaves nothing. */
    private double logExcessAt(double ratio, double order) {
        double logMixture = ratio < 1
                ? StrictMath.log1p(rate * StrictMath.expm1(ratio))
                : LogSpace.add(StrictMath.log1p(-rate), StrictMath.log(rate) + ratio);
        double logPower = order * logMixture;
        if (logPower < 1) {
            return StrictMath.log(Math.max(0, StrictMath.expm1(logPower) - order * rate * StrictMath.expm1(ratio)));
        }
        double logTangent = LogSpace.log1pExp(StrictMath.log(order * rate) + LogSpace.logExpm1(ratio));
        return logPower + StrictMath.log1p(-StrictMath.exp(logTangent - logPower));
    }
}

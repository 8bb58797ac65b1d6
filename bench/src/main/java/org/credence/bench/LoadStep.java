package org.credence.bench;

import java.time.Duration;

/**
 * What became of calls that were sent at one rate.
 *
 * @param offered calls a second that were due, above 0
 * @param elapsed from the first call's due time to the last one's end, above 0
 * @param latencies of the calls that were done, each from the time when it was due: what waited to be sent waited, too
 * @param failures calls that were not done, or of which it is not known
 */
record LoadStep(double offered, Duration elapsed, Percentiles latencies, long failures) {
    /** Below this share of the offered rate a ledger has not kept up: the rest had to wait. */
    private static final double KEPT_UP = 0.9;

    LoadStep {
        if (!(offered > 0) || elapsed.isZero() || elapsed.isNegative()) {
            throw new IllegalArgumentException(
                    "rate and time of a step are above 0, were %s and %s".formatted(offered, elapsed));
        }
    }

    /** Calls a second that were done. */
    double throughput() {
        return latencies.count() / (elapsed.toNanos() / 1e9);
    }

    /** Whether the ledger did what was asked of it, nearly as fast as it was asked. */
    boolean held() {
        return failures == 0 && throughput() >= KEPT_UP * offered;
    }
}

package org.credence.node.exchange;

import java.time.Duration;
import java.time.Instant;

/**
 * A rate in the long run, with bursts: whoever comes is let in while anything is left, also if it takes more than that, and the next
 * one waits until the debt is paid. Safe for use by several threads. A clock that is set back gives nothing and takes nothing.
 */
final class TokenBucket {
    private final double perNano;
    private final double burst;
    private double left;
    private Instant filled;

    /**
     * A full bucket.
     *
     * @param perSecond at least 1
     * @param burst at least 1
     */
    TokenBucket(long perSecond, long burst, Instant now) {
        this.perNano = perSecond / (double) Duration.ofSeconds(1).toNanos();
        this.burst = burst;
        this.left = burst;
        this.filled = now;
    }

    /** Takes an amount and answers zero; or takes nothing and answers how long to wait. */
    synchronized Duration take(long amount, Instant now) {
        if (now.isAfter(filled)) {
            left = Math.min(burst, left + Duration.between(filled, now).toNanos() * perNano);
        }
        filled = now;
        if (left <= 0) {
            return Duration.ofNanos(1 + (long) (-left / perNano));
        }
        left -= amount;
        return Duration.ZERO;
    }
}

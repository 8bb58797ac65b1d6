package org.credence.ledger.fabric;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses that double from the first to the longest. Each is shortened at random by up to a half, so that clients that failed
 * together do not return together. For one thread.
 */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator jitter;
    private Duration next;

    Backoff(ClientLimits limits, RandomGenerator jitter) {
        this.first = shorter(limits.firstPause(), limits.longestPause());
        this.longest = limits.longestPause();
        this.jitter = jitter;
        this.next = first;
    }

    /** The pause before the next attempt, in nanoseconds. */
    long nextNanos() {
        long nanos = next.toNanos();
        next = shorter(next.multipliedBy(2), longest);
        return nanos - jitter.nextLong(nanos / 2 + 1);
    }

    /** What was away is back: the next pause is the first again. */
    void reset() {
        next = first;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}

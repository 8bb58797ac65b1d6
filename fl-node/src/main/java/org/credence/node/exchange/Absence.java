package org.credence.node.exchange;

import java.time.Duration;
import java.time.Instant;

/**
 * For how long a member is not asked: after the first failure a short while, which doubles with each one that follows, up to the
 * longest; and at least for as long as the failure took, so that no more than half of the time is spent on waiting for a member that
 * is away. Safe for use by several threads.
 */
final class Absence {
    private final FetchLimits limits;
    private Duration next;
    private Instant until = Instant.MIN;

    Absence(FetchLimits limits) {
        this.limits = limits;
        this.next = limits.firstAbsence();
    }

    synchronized boolean lasts(Instant now) {
        return now.isBefore(until);
    }

    /**
     * The member failed.
     *
     * @param lost the time that it took
     */
    synchronized void grow(Instant now, Duration lost) {
        until = now.plus(next.compareTo(lost) < 0 ? lost : next);
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(limits.longestAbsence()) < 0 ? doubled : limits.longestAbsence();
    }

    /** The member asked for a pause, of which it gets as much as an absence may last. */
    synchronized void pause(Instant now, Duration asked) {
        Duration longest = limits.longestAbsence();
        until = now.plus(asked.compareTo(longest) < 0 ? asked : longest);
    }

    /** The member answered. */
    synchronized void end() {
        until = Instant.MIN;
        next = limits.firstAbsence();
    }
}

package org.credence.ledger.fabric;

import java.time.Duration;

/** The moment by which a call must have ended, by a clock that is never set. */
final class CallDeadline {
    private final long end;

    private CallDeadline(long end) {
        this.end = end;
    }

    static CallDeadline after(Duration duration) {
        return new CallDeadline(System.nanoTime() + duration.toNanos());
    }

    /** Nanoseconds that are left, at most those of a bound; zero or less when the time is over. */
    long nanosWithin(Duration bound) {
        return Math.min(bound.toNanos(), end - System.nanoTime());
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }
}

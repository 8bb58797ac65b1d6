package org.credence.network.fabric.config;

import java.time.Duration;

/** The moment by which an operation must have ended, by a clock that is never set. */
final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Nanoseconds that are left; zero when none are. */
    long nanosLeft() {
        return Math.max(0, end - System.nanoTime());
    }

    /** An equal share of the time that is left, for one of so many attempts. */
    Deadline share(int attempts) {
        return new Deadline(System.nanoTime() + nanosLeft() / attempts);
    }

    boolean isOver() {
        return nanosLeft() == 0;
    }
}

package org.credence.node.round;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Where a run's wall time goes: for each part, the time during which at least one member was at it. Parts overlap, so they need not
 * add up to the whole. Safe for use by several threads.
 */
public final class PartClock {
    /** What a member spends time on. */
    public enum Part {
        TRAINING,
        LEDGER,
        CONTRIBUTION
    }

    private static final class Meter {
        private int active;
        private long since;
        private long totalNanos;
    }

    private final LongSupplier nanoTime;
    private final Map<Part, Meter> meters = new EnumMap<>(Part.class);

    /** @param nanoTime a clock that never goes back, in nanoseconds; in production {@code System::nanoTime} */
    public PartClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        for (Part part : Part.values()) {
            meters.put(part, new Meter());
        }
    }

    /** Runs the work, and counts the time it takes for the part. */
    public <T> T time(Part part, Supplier<T> work) {
        enter(part);
        try {
            return work.get();
        } finally {
            leave(part);
        }
    }

    /** The wall time during which at least one member was at this part. */
    public synchronized Duration spent(Part part) {
        Meter meter = meter(part);
        long running = meter.active > 0 ? nanoTime.getAsLong() - meter.since : 0;
        return Duration.ofNanos(meter.totalNanos + running);
    }

    private synchronized void enter(Part part) {
        Meter meter = meter(part);
        if (meter.active++ == 0) {
            meter.since = nanoTime.getAsLong();
        }
    }

    private synchronized void leave(Part part) {
        Meter meter = meter(part);
        if (--meter.active == 0) {
            meter.totalNanos += nanoTime.getAsLong() - meter.since;
        }
    }

    private Meter meter(Part part) {
        Meter meter = meters.get(part);
        if (meter == null) {
            throw new IllegalStateException("no meter for " + part);
        }
        return meter;
    }
}

package org.credence.network.ledger.serve;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Runs a step again and again while it has work, never twice at a time, on whatever thread is free. A wake during a run is
 * not lost.
 */
final class SerialPump {
    private final Executor executor;
    private final BooleanSupplier step;
    private final AtomicInteger wakes = new AtomicInteger();

    /** @param step does one piece of work, and tells whether there may be more */
    SerialPump(Executor executor, BooleanSupplier step) {
        this.executor = executor;
        this.step = step;
    }

    /** Something changed: there may be work. Quick; for any thread. */
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            executor.execute(this::run);
        }
    }

    private void run() {
        int seen = wakes.get();
        while (seen != 0) {
            while (step.getAsBoolean()) {
                // Each step makes progress; the loop ends when the step has nothing to do.
            }
            seen = wakes.addAndGet(-seen);
        }
    }
}

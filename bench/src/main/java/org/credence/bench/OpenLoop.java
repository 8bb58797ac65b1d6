package org.credence.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends calls at a fixed rate, whether or not those before have ended, as callers that know nothing of each other do. Latency counts
 * from the time when a call was due; so a ledger that stalls is charged with everything that had to wait.
 */
final class OpenLoop {
    private static final Logger LOG = LoggerFactory.getLogger(OpenLoop.class);

    private final Executor threads;
    private final int inFlight;
    private final Runnable call;

    /**
     * @param threads one for each call in flight
     * @param inFlight calls that may be under way at once; more that are due wait
     * @param call thread-safe, returns when it is done, throws when it is not
     */
    OpenLoop(Executor threads, int inFlight, Runnable call) {
        this.threads = threads;
        this.inFlight = inFlight;
        this.call = call;
    }

    /** Sends calls for this long, and waits for the last one. */
    LoadStep run(double rate, Duration duration) throws InterruptedException {
        int count = Math.max(1, (int) Math.round(rate * duration.toNanos() / 1e9));
        var free = new Semaphore(inFlight);
        var done = new CountDownLatch(count);
        List<Duration> latencies = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = start + Math.round(i * 1e9 / rate);
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            free.acquire();
            threads.execute(() -> {
                try {
                    call.run();
                    Duration latency = Duration.ofNanos(System.nanoTime() - due);
                    synchronized (latencies) {
                        latencies.add(latency);
                    }
                } catch (RuntimeException e) {
                    LOG.atWarn().addKeyValue("why", e.getMessage()).log("call failed");
                } finally {
                    free.release();
                    done.countDown();
                }
            });
        }
        done.await();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        synchronized (latencies) {
            return new LoadStep(rate, elapsed, new Percentiles(latencies), count - latencies.size());
        }
    }
}

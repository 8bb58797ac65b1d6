package org.credence.node.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a command that runs for long on SIGTERM or Ctrl-C: tells it to stop, and keeps the process alive until it has closed what it
 * opened, for a while at most.
 */
final class Stopping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stopping.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Runnable stop;

    /** @param stop asks the command to end soon; called by another thread */
    Stopping(Runnable stop) {
        this.stop = stop;
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stopping"));
    }

    private void end() {
        if (done.getCount() == 0) {
            return;
        }
        asked.countDown();
        stop.run();
        try {
            if (!done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().addKeyValue("patience", PATIENCE).log("ended before everything was closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until somebody asks the process to end. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** Everything is closed. */
    @Override
    public void close() {
        done.countDown();
    }
}

package org.credence.node.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/**
 * Where the log goes while a run shows its progress: into a file of the run, not between the lines of the console. What the parts of the
 * program warn of, and mend, a person wants to know of once, afterwards.
 */
final class RunLog implements AutoCloseable {
    private static final String PATTERN = "%d %-5level %logger{0} %msg %kvp%n%ex";

    private final Logger root;
    private final List<Appender<ILoggingEvent>> before = new ArrayList<>();
    private final Counting file;

    private RunLog(Logger root, Counting file) {
        this.root = root;
        this.file = file;
        root.iteratorForAppenders().forEachRemaining(before::add);
        before.forEach(root::detachAppender);
        root.addAppender(file);
    }

    /** Sends the log to the end of this file. */
    static RunLog to(Path path) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        var file = new Counting();
        file.setContext(context);
        file.setFile(path.toString());
        file.setEncoder(encoder);
        file.start();
        return new RunLog(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME), file);
    }

    /** How many warnings and errors it has got so far. */
    int warnings() {
        return file.warnings.get();
    }

    /** The log goes where it went before. */
    @Override
    public void close() {
        root.detachAppender(file);
        before.forEach(root::addAppender);
        file.stop();
    }

    private static final class Counting extends FileAppender<ILoggingEvent> {
        private final AtomicInteger warnings = new AtomicInteger();

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                warnings.incrementAndGet();
            }
            super.append(event);
        }
    }
}

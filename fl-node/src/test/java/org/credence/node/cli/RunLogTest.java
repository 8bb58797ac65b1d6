package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class RunLogTest {
    private static final Logger log = LoggerFactory.getLogger(RunLogTest.class);

    @TempDir
    private Path folder;

    private static List<Appender<ILoggingEvent>> appenders() {
        List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .iteratorForAppenders()
                .forEachRemaining(appenders::add);
        return appenders;
    }

    @Test
    void warningsGoToTheFileAloneUntilTheRunEnds() throws IOException {
        List<Appender<ILoggingEvent>> before = appenders();
        Path file = folder.resolve("run.log");
        try (RunLog first = RunLog.to(file)) {
            assertThat(appenders()).hasSize(1).doesNotContainAnyElementsOf(before);
            log.atWarn().addKeyValue("gateway", "127.0.0.1:7051").log("calls go to another gateway");
            log.atError().log("a peer sent another block");
            assertThat(first.warnings()).isEqualTo(2);
        }
        assertThat(appenders()).isEqualTo(before);
        assertThat(Files.readString(file))
                .contains("WARN  RunLogTest calls go to another gateway gateway=\"127.0.0.1:7051\"")
                .contains("ERROR RunLogTest a peer sent another block");
    }

    @Test
    void aRunThatGoesOnAddsToItsLogAndCountsItsOwn() throws IOException {
        Path file = folder.resolve("run.log");
        for (int run = 0; run < 2; run++) {
            try (RunLog again = RunLog.to(file)) {
                log.atWarn().log("once");
                assertThat(again.warnings()).isEqualTo(1);
            }
        }
        assertThat(Files.readAllLines(file)).hasSize(2);
    }
}

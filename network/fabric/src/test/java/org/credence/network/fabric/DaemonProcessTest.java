package org.credence.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that outlives who started it, here one that does nothing. */
@Timeout(60)
final class DaemonProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path place;

    private OrganizationFolder folder;
    private DaemonProcess process;

    @BeforeEach
    void prepare() {
        folder = new OrganizationFolder(place, "Org01");
        process = found();
    }

    @AfterEach
    void stop() {
        process.stop(PATIENCE);
    }

    /** As another process finds it. */
    private DaemonProcess found() {
        return new DaemonProcess(folder, "idler");
    }

    private void start() {
        process.start(idler());
        process.awaitReady(() -> Files.exists(announcement()), PATIENCE);
    }

    private DaemonProcess.Start idler() {
        return new DaemonProcess.Start(List.of("tail", "-f", "/dev/null"), place, Map.of());
    }

    private Path announcement() {
        return place.resolve("run").resolve("idler.json.id");
    }

    private static long pid(DaemonProcess process) {
        return process.handle().orElseThrow().pid();
    }

    @Test
    void whoeverOpensTheFolderFindsItAndStopsIt() {
        start();
        DaemonProcess later = found();
        assertThat(pid(later)).isEqualTo(pid(process));

        later.stop(PATIENCE);

        assertThat(process.isRunning()).isFalse();
        assertThat(folder.pid("idler")).doesNotExist();
        assertThat(announcement()).doesNotExist();
    }

    @Test
    void oneWhoseStarterWasKilledBeforeItMadeANoteIsFoundAllTheSame() throws IOException {
        start();
        long pid = pid(process);
        Files.delete(folder.pid("idler"));

        DaemonProcess later = found();
        assertThat(pid(later)).isEqualTo(pid);
        later.start(idler());

        assertThat(pid(later)).as("it is not started twice").isEqualTo(pid);
        assertThat(folder.pid("idler")).exists();
    }

    @Test
    void aStrangerThatWasGivenTheSameIdIsLeftAlone() throws IOException {
        Files.createDirectories(announcement().getParent());
        // This very process: it began long before somebody wrote its id.
        Files.writeString(announcement(), ProcessHandle.current().pid() + "\n");
        Files.setLastModifiedTime(announcement(), FileTime.from(Instant.now().plus(Duration.ofHours(1))));

        assertThat(process.isRunning()).isFalse();
    }

    @Test
    void whatIsKilledIsNotRunning() {
        start();
        process.kill();
        assertThat(process.isRunning()).isFalse();
        start();
        assertThat(process.isRunning()).isTrue();
    }
}

package org.credence.network.fabric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which process is a program's, on disk. The process itself writes its id before it becomes the program, so that it is found also when
 * whoever started it was killed at that moment; who started it then writes the id with the time of the start, by which a stranger that
 * was given the same id later is told apart.
 */
final class ProcessRecord {
    private static final JsonMapper JSON = new JsonMapper();

    /** Writes the shell's own process id, which stays that of the program. */
    private static final String ANNOUNCE = "echo $$ > \"$0\" && exec \"$@\"";

    /** A process writes its id this soon after its start; the start is known to a second. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final Path file;
    private final String name;

    /**
     * A record that may not exist yet.
     *
     * @param file of the whole record, {@code NAME.json}; the id alone is beside it in {@code NAME.json.id}
     * @param name of the program in messages
     */
    ProcessRecord(Path file, String name) {
        this.file = file;
        this.name = name;
    }

    /** What is on disk. */
    private record Started(long pid, long startedMillis) {}

    /** The command that announces itself and becomes this one, under the same process id. */
    List<String> announced(List<String> command) {
        var all = new ArrayList<>(List.of(
                "/bin/sh", "-c", ANNOUNCE, announcement().toAbsolutePath().toString()));
        all.addAll(command);
        return all;
    }

    private Path announcement() {
        return file.resolveSibling(file.getFileName() + ".id");
    }

    /** The process, if it is running. */
    Optional<ProcessHandle> running() {
        return recorded().or(this::announced);
    }

    private Optional<ProcessHandle> recorded() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Started started;
        try {
            started = JSON.readValue(TextFile.read(file), Started.class);
        } catch (IOException e) {
            throw new FabricException(
                    file + " is broken; stop the " + name + " by hand if it runs, and delete the file", e);
        }
        return ProcessHandle.of(started.pid())
                .filter(ProcessHandle::isAlive)
                .filter(handle -> started(handle) == started.startedMillis());
    }

    private Optional<ProcessHandle> announced() {
        try {
            Instant written = Files.getLastModifiedTime(announcement()).toInstant();
            long pid = Long.parseLong(
                    Files.readString(announcement(), StandardCharsets.US_ASCII).strip());
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> isBetween(
                            Instant.ofEpochMilli(started(handle)), written.minus(SOON), written.plus(A_SECOND)));
        } catch (NoSuchFileException | NumberFormatException e) {
            // Nothing was started, or its first act was cut short: then it did not become the program.
            return Optional.empty();
        } catch (IOException e) {
            throw new FabricException(announcement() + " cannot be read: " + e, e);
        }
    }

    private static boolean isBetween(Instant moment, Instant first, Instant last) {
        return !moment.isBefore(first) && !moment.isAfter(last);
    }

    private static long started(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Notes that this process is the program's. */
    void write(ProcessHandle handle) {
        try {
            TextFile.write(file, JSON.writeValueAsString(new Started(handle.pid(), started(handle))) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record can be written", e);
        }
    }

    /** Forgets the process. */
    void delete() {
        for (Path each : List.of(announcement(), file)) {
            try {
                Files.deleteIfExists(each);
            } catch (IOException e) {
                throw new FabricException(each + " cannot be deleted: " + e, e);
            }
        }
    }
}

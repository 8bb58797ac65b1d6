package org.credence.network.fabric;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** A program that goes on when this process ends. Its {@link ProcessRecord} is on disk, so that another process can find and stop it. */
public final class DaemonProcess {
    private static final Path SESSION = Path.of("/usr/bin/setsid");
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int LINES_TOLD = 3;
    private static final Pattern CAUSE = Pattern.compile("^panic: |\\bPANI|\\bFATA|\\bCRIT|^Error: |Exception\\b");

    private final String name;
    private final OrganizationFolder folder;
    private final ProcessRecord record;

    DaemonProcess(OrganizationFolder folder, String name) {
        this.folder = folder;
        this.name = name;
        this.record = new ProcessRecord(folder.pid(name), name());
    }

    /**
     * How to start it.
     *
     * @param directory that it runs in
     * @param environment added to this process's
     */
    record Start(List<String> command, Path directory, Map<String, String> environment) {}

    /** As it stands in messages: {@code peer of HospitalA}. */
    public String name() {
        return name + " of " + folder.mspId();
    }

    /** The running process, if it is running. */
    public Optional<ProcessHandle> handle() {
        return record.running();
    }

    /** Whether it is running. */
    public boolean isRunning() {
        return handle().isPresent();
    }

    /** Starts it, unless it is running. What it says is added to its log. */
    void start(Start start) {
        Optional<ProcessHandle> running = handle();
        if (running.isPresent()) {
            // Whoever started it may not have come so far.
            record.write(running.get());
            return;
        }
        Path log = folder.log(name);
        try {
            Files.createDirectories(log.getParent());
            Files.createDirectories(folder.pid(name).getParent());
            List<String> command = new ArrayList<>();
            if (Files.isExecutable(SESSION)) {
                // A session of its own: an interrupt at the terminal is not meant for it.
                command.add(SESSION.toString());
            }
            command.addAll(record.announced(start.command()));
            var builder = new ProcessBuilder(command)
                    .directory(start.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(start.environment());
            record.write(builder.start().toHandle());
        } catch (IOException e) {
            throw new FabricException("the " + name() + " does not start: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until it is ready, or has ended.
     *
     * @throws FabricException with its last words, if it ends first or is not ready in time
     */
    void awaitReady(BooleanSupplier ready, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!ready.getAsBoolean()) {
            Optional<ProcessHandle> running = handle();
            if (running.isEmpty()) {
                throw new FabricException("the " + name() + " ended: " + lastWords());
            }
            if (System.nanoTime() > end) {
                throw new FabricException(
                        "the " + name() + " was not ready within " + patience.toSeconds() + " s: " + lastWords());
            }
            ended(running.get(), LOOK);
        }
    }

    /** Asks it to end, and ends it if it does not. Harmless if it is not running. */
    void stop(Duration patience) {
        Optional<ProcessHandle> running = handle();
        if (running.isPresent()) {
            running.get().destroy();
            if (!ended(running.get(), patience)) {
                kill();
            }
        }
        record.delete();
    }

    /** Ends it at once, as a power failure does, and returns when it is gone. */
    public void kill() {
        handle().ifPresent(running -> {
            running.destroyForcibly();
            ended(running, Duration.ofSeconds(10));
        });
    }

    private static boolean ended(ProcessHandle handle, Duration patience) {
        try {
            handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for a process does not fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FabricException("interrupted while waiting for a process", e);
        }
    }

    /** What it said of its end: a Go program's panic is followed by pages that help nobody else. */
    private String lastWords() {
        try {
            List<String> lines = Files.readString(folder.log(name), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            String words = lines.stream()
                    .filter(line -> CAUSE.matcher(line).find())
                    .reduce((earlier, later) -> later)
                    .orElseGet(() ->
                            String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size())));
            return words + " (all of it in " + folder.log(name) + ")";
        } catch (IOException e) {
            return "its log " + folder.log(name) + " cannot be read";
        }
    }
}

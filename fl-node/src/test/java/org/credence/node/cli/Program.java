package org.credence.node.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, on the class path of the tests. Dies with the test at the latest. */
final class Program implements AutoCloseable {
    private static final int DEADLINE_SECONDS = 300;
    private static final int LOOK_MILLIS = 5;

    private final Process process;
    private final Path console;

    private Program(Process process, Path console) {
        this.process = process;
        this.console = console;
    }

    /** What has to be so for a wait to end. */
    interface Condition {
        boolean holds() throws IOException;
    }

    /** The JDK that runs the tests. */
    static Path ownJdk() {
        return Path.of(System.getProperty("java.home"));
    }

    /**
     * Starts the program.
     *
     * @param jdk its home
     * @param console file for what the program says, emptied first
     */
    static Program start(Path jdk, Path console, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(jdk.resolve("bin").resolve("java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Credence.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        return new Program(process, console);
    }

    /** Runs the program to its end. */
    static void run(Path jdk, Path console, List<String> arguments) throws IOException, InterruptedException {
        try (Program program = start(jdk, console, arguments)) {
            program.finish();
        }
    }

    /** Everything that it has said so far. */
    String said() throws IOException {
        return Files.readString(console);
    }

    /** Waits for the program's end, which must be a good one. */
    void finish() throws IOException, InterruptedException {
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after %d s:%n%s".formatted(DEADLINE_SECONDS, said()));
        }
        if (process.exitValue() != ExitCode.OK) {
            throw new AssertionError("exit code %d:%n%s".formatted(process.exitValue(), said()));
        }
    }

    /** Waits until a condition holds while the program runs. */
    void await(Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!condition.holds()) {
            if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("ended too early, exit code %d:%n%s".formatted(process.exitValue(), said()));
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for %d s:%n%s".formatted(DEADLINE_SECONDS, said()));
            }
        }
    }

    /** Kills the program, as {@code kill -9} does, unless it ends by itself within this time. */
    void killAfter(long millis) throws IOException, InterruptedException {
        if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("ended before it was killed:%n%s".formatted(said()));
        }
        close();
    }

    /** Kills the program if it still runs. */
    @Override
    public void close() {
        process.destroyForcibly()
                .onExit()
                .orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}

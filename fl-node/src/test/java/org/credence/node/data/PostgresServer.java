package org.credence.node.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server of the test's own on a free port of this machine. Its programs come from PATH; without them the test is skipped. */
final class PostgresServer implements AutoCloseable {
    static final String USER = "reader";
    static final String PASSWORD = "a secret of the clinic";

    private static final int DEADLINE_SECONDS = 120;
    private static final String DATA = "data";
    private static final String ROOT = "root";

    private final Path folder;
    private final int port;

    private PostgresServer(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts a server, with a folder of its own that goes with it: one of JUnit's would be closed to the server's user. */
    static PostgresServer start() throws IOException, InterruptedException {
        boolean there = List.of("initdb", "pg_ctl", "postgres").stream().allMatch(PostgresServer::onPath);
        assumeTrue(there, "initdb, pg_ctl and postgres are not on PATH: skipped");
        Path folder = Files.createTempDirectory("postgres");
        Path data = Files.createDirectory(folder.resolve(DATA));
        Path password = Files.writeString(folder.resolve("new-password"), PASSWORD);
        int port = freePort();
        if (isRoot()) {
            run(List.of("chown", "-R", "postgres", folder.toString()));
        }
        run(asItsUser(
                "initdb", "-D", data, "-U", USER, "--pwfile=" + password, "--auth=scram-sha-256", "-E", "UTF8", "-N"));
        var server = new PostgresServer(folder, port);
        run(asItsUser(
                "pg_ctl",
                "-w",
                "-D",
                data,
                "-l",
                folder.resolve("postgres.log"),
                "-o",
                "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=''".formatted(port),
                "start"));
        return server;
    }

    String address() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static boolean isRoot() {
        return ROOT.equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** PostgreSQL does not run as root; its Debian package makes a user for it. */
    private static List<String> asItsUser(Object... command) {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        for (Object word : command) {
            words.add(word.toString());
        }
        return words;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("postgres", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(new File(System.getProperty("java.io.tmpdir")))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError("%s failed:%n%s".formatted(command, Files.readString(said)));
            }
        } finally {
            Files.delete(said);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run(asItsUser("pg_ctl", "-w", "-D", folder.resolve(DATA), "-m", "immediate", "stop"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted before the server had stopped", e);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

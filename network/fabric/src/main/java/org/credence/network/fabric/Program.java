package org.credence.network.fabric;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A program that is asked something and ends.
 *
 * @param file the program
 * @param directory that it runs in
 * @param environment added to this process's
 */
record Program(Path file, Path directory, Map<String, String> environment) {
    private static final int LINES_TOLD = 6;

    /** What a program said. */
    record Answer(int status, String out, String err) {}

    /**
     * What the program says on its standard output.
     *
     * @throws FabricException with the last lines it said, if it fails or does not end in time
     */
    String run(Duration patience, String... arguments) {
        Answer answer = ask(patience, arguments);
        if (answer.status() != 0) {
            throw new FabricException("%s %s failed with status %d: %s"
                    .formatted(file.getFileName(), words(arguments), answer.status(), told(answer)));
        }
        return answer.out();
    }

    /** The same, whether it fails or not. */
    Answer ask(Duration patience, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(file.toString());
        command.addAll(List.of(arguments));
        try {
            // Through files, so that a program that says much does not wait for a reader.
            Path out = Files.createTempFile("credence-program", ".out");
            Path err = Files.createTempFile("credence-program", ".err");
            try {
                return ask(command, patience, out, err);
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new FabricException(file + " does not run: " + e.getMessage(), e);
        }
    }

    private Answer ask(List<String> command, Duration patience, Path out, Path err) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new FabricException("%s did not end within %d s: %s"
                        .formatted(
                                String.join(" ", command.subList(1, command.size())),
                                patience.toSeconds(),
                                told(new Answer(-1, Files.readString(out), Files.readString(err)))));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FabricException("interrupted while " + file.getFileName() + " was running", e);
        } finally {
            process.destroyForcibly();
        }
        return new Answer(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private static String words(String... arguments) {
        return List.of(arguments).stream().limit(3).collect(Collectors.joining(" "));
    }

    private static String told(Answer answer) {
        List<String> lines = (answer.err() + "\n" + answer.out())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
    }
}

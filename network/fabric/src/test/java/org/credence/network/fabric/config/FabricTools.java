package org.credence.network.fabric.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Fabric's own programs, where they are on PATH; a test that needs one that is not there is skipped. */
final class FabricTools {
    private FabricTools() {}

    static void assumeOnPath(String... programs) {
        for (String program : programs) {
            assumeTrue(isOnPath(program), () -> "needs Fabric's " + program + " on PATH");
        }
    }

    /** Runs a program to its end, which must be a good one. */
    static void run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("fabric", ".log");
        try {
            var builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as(() -> String.join(" ", command) + "\n" + read(output))
                    .isZero();
        } finally {
            Files.delete(output);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}

package org.credence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.credence.protocol.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reader of blocks that is killed in the middle goes on at a block that it had not done: none is left out, at most one is done again. */
@Timeout(120)
final class FileCheckpointIT {
    private static final int KILLS = 8;

    @TempDir
    Path folder;

    @Test
    void aKilledReaderGoesOnWhereItWas() throws IOException, InterruptedException {
        Path file = folder.resolve("position");
        var random = new SplittableRandom(5);
        long done = -1;
        for (int kill = 0; kill < KILLS; kill++) {
            long first = done + 1;
            done = readUntilKilled(file, first, random.nextInt(1, 60));
            long standsAt = new FileCheckpoint(file).last().orElseThrow().block();
            assertThat(standsAt).isBetween(done - 1, done);
            done = standsAt;
        }
    }

    /** The last block that a reader says it has begun. */
    private static long readUntilKilled(Path file, long first, int blocks) throws IOException, InterruptedException {
        Process reader = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        file.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long begun = first - 1;
        try (BufferedReader lines = reader.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < blocks; i++) {
                begun = expect(lines.readLine(), begun + 1);
            }
            // The process's own method would close what is left to read.
            reader.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                begun = expect(line, begun + 1);
            }
        } finally {
            reader.destroyForcibly();
        }
        assertThat(reader.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return begun;
    }

    private static long expect(String line, long block) {
        assertThat(line).isEqualTo(String.valueOf(block));
        return block;
    }

    /** Begins each block after its checkpoint, says so, and notes that it is done, for ever. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) {
            var checkpoint = new FileCheckpoint(Path.of(arguments[0]));
            long block = checkpoint.last().map(last -> last.block() + 1).orElse(0L);
            for (; ; block++) {
                System.out.print(block + "\n");
                System.out.flush();
                checkpoint.advance(new Checkpoint.Position(block, Digest.sha256(new byte[] {1})));
            }
        }
    }
}

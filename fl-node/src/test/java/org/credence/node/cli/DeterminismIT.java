package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same study and seed give the same results, with other keys, at other times, on another Java. */
class DeterminismIT {
    private static final int ROUNDS = 4;

    @TempDir
    private Path folder;

    private SmallRun seeded;
    private SmallRun noiseless;

    @BeforeEach
    void write() throws IOException {
        seeded = SmallRun.seeded(folder);
        noiseless = SmallRun.noiseless(folder);
    }

    @Test
    void seededNoiseIsAlikeInEveryRunOfASeed() throws Exception {
        var first = results("first", Program.ownJdk(), seeded, 1);

        assertThat(results("second", Program.ownJdk(), seeded, 1)).isEqualTo(first);
        assertThat(modelHash(results("other", Program.ownJdk(), seeded, 2))).isNotEqualTo(modelHash(first));
    }

    @Test
    void withoutNoiseEveryRunIsAlike() throws Exception {
        assertThat(results("second", Program.ownJdk(), noiseless, 1))
                .isEqualTo(results("first", Program.ownJdk(), noiseless, 1));
    }

    @Test
    void anotherJavaGivesTheSame() throws Exception {
        Path other = NamedFolder.of("CREDENCE_JDK", "the home of another JDK, 17 or newer");

        assertThat(results("seeded-there", other, seeded, 1))
                .isEqualTo(results("seeded-here", Program.ownJdk(), seeded, 1));
        assertThat(results("noiseless-there", other, noiseless, 1))
                .isEqualTo(results("noiseless-here", Program.ownJdk(), noiseless, 1));
    }

    private SortedMap<String, JsonNode> results(String name, Path jdk, SmallRun run, long seed)
            throws IOException, InterruptedException {
        Path out = folder.resolve(name);
        Program.run(jdk, folder.resolve("console.txt"), run.command(out, ROUNDS, seed));
        return SmallRun.results(out);
    }

    private static String modelHash(SortedMap<String, JsonNode> results) {
        return String.valueOf(results.get("/model"));
    }
}

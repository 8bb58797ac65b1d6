package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.credence.node.demo.DemoStudy;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The generated trial without noise, over certificates and ledger: what members gain by training together. The same without ledger, and
 * with the demo's noise, is in {@code SyntheticTrialTest}.
 */
class ParityIT {
    private static final Pattern PRIVACY = Pattern.compile("^privacy:\n(  .*\n)+", Pattern.MULTILINE);
    private static final int ROUNDS = 30;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void federatedIsAsGoodAsPooledAndBetterThanMembersAlone(long seed) throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        DemoStudy.writeData(seed, data);
        Path out = folder.resolve("out");

        Program.run(
                Program.ownJdk(),
                folder.resolve("console.txt"),
                List.of(
                        "run",
                        "--study",
                        noiseless().toString(),
                        "--data",
                        data.toString(),
                        "--out",
                        out.toString(),
                        "--rounds",
                        String.valueOf(ROUNDS),
                        "--seed",
                        String.valueOf(seed)));

        JsonNode report = SmallRun.report(out);
        double federated = report.at("/metric/federated").doubleValue();
        assertThat(report.at("/privacy/noise").textValue()).isEqualTo("none");
        assertThat(federated).isCloseTo(report.at("/metric/pooled").doubleValue(), within(0.01));
        assertThat(federated).isGreaterThan(report.at("/metric/localMean").doubleValue() + 0.05);
        assertThat(report.at("/audit/verdict").textValue()).isEqualTo("pass");
    }

    private Path noiseless() throws IOException {
        String yaml = PRIVACY.matcher(DemoStudy.yaml()).replaceFirst("privacy: {noise: none}\n");
        return Files.writeString(folder.resolve("noiseless.yaml"), yaml);
    }
}

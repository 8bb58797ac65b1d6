package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.credence.node.cli.local.SmallStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Data that a study can live with: it runs, and the report warns. */
@Timeout(120)
class WarnedRunIT {
    private static final int PHASE_SECONDS = 30;

    @Test
    void aMemberWithOneClassAloneIsNamedInTheReport(@TempDir Path folder) throws IOException {
        Path study = Files.writeString(folder.resolve("small.yaml"), SmallStudy.yaml(PHASE_SECONDS));
        Path data = Files.createDirectory(folder.resolve("data"));
        Path out = folder.resolve("out");
        SmallStudy.writeData(data);
        Path file = data.resolve("a.csv");
        Files.writeString(file, Files.readString(file).replaceAll("(?m),1$", ",0"));

        Invocation run = Invocation.of(
                "run",
                "--study",
                study.toString(),
                "--data",
                data.toString(),
                "--out",
                out.toString(),
                "--rounds",
                "2");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        JsonNode report = SmallRun.report(out);
        String warning = "A: all 12 rows are negative; alone it could not learn";
        assertThat(report.at("/warnings")).extracting(JsonNode::asText).containsExactly(warning);
        assertThat(report.at("/failures")).isEmpty();
        assertThat(report.at("/audit/verdict").asText()).isEqualTo("pass");
        assertThat(report.at("/metric/localByMember/A").isNumber()).isTrue();
        assertThat(run.out()).contains("note: " + warning);
    }
}

package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.credence.node.config.StudyFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example on the four hospitals' own files, which are not part of the repository, from the command to the report. */
class HeartDiseaseIT {
    @TempDir
    private Path folder;

    @Test
    void fourHospitalsReachThePassMark() throws Exception {
        Path data = NamedFolder.of("CREDENCE_DATA", "the folder that holds heart_disease_uci");
        Path out = folder.resolve("out");

        Program.run(
                Program.ownJdk(),
                folder.resolve("console.txt"),
                List.of(
                        "run",
                        "--study",
                        StudyFiles.EXAMPLES.resolve("heart-disease.yaml").toString(),
                        "--data",
                        data.resolve("heart_disease_uci").toString(),
                        "--out",
                        out.toString()));

        JsonNode report = SmallRun.report(out);
        assertThat(report.at("/metric/federated").doubleValue()).isGreaterThanOrEqualTo(0.860);
        assertThat(report.at("/audit/verdict").textValue()).isEqualTo("pass");
        assertThat(report.at("/failures")).isEmpty();
    }
}

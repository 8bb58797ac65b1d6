package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.credence.node.config.StudyFiles;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The examples on real data, which are not part of the repository, from the command to the report. Those on molecules are in the module
 * {@code chemistry}.
 */
class ExamplesIT {
    @TempDir
    private Path folder;

    /**
     * Pass marks lie a little below what plain federated averaging of a linear model reaches on the same folds. The trial is too small to
     * rank anything by: better than chance.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "heart-disease, heart_disease_uci, 0.860, 4",
        "indomethacin, indo_rct, 0.55, 4",
        "drug-response, drug_response_gr, 0.560, 7"
    })
    void anExampleReachesItsPassMark(String example, String set, double mark, int members) throws Exception {
        Path data = NamedFolder.of("CREDENCE_DATA", "the folder that holds " + set);
        Path out = folder.resolve("out");

        Program.run(
                Program.ownJdk(),
                folder.resolve("console.txt"),
                List.of(
                        "run",
                        "--study",
                        StudyFiles.EXAMPLES.resolve(example + ".yaml").toString(),
                        "--data",
                        data.resolve(set).toString(),
                        "--out",
                        out.toString()));

        JsonNode report = SmallRun.report(out);
        double federated = report.at("/metric/federated").doubleValue();
        assertThat(federated).isGreaterThanOrEqualTo(mark);
        assertThat(federated).isGreaterThan(report.at("/metric/localMean").doubleValue());
        assertThat(report.at("/metric/pooled").isNumber()).isTrue();
        assertThat(report.at("/metric/localByMember")).hasSize(members);
        assertThat(report.at("/audit/verdict").textValue()).isEqualTo("pass");
        assertThat(report.at("/failures")).isEmpty();
    }
}

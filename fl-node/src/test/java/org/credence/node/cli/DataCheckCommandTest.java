package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.credence.node.cli.local.SmallStudy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCheckCommandTest {
    @TempDir
    private Path folder;

    private Path study;

    @BeforeEach
    void write() throws IOException {
        study = Files.writeString(folder.resolve("study.yaml"), SmallStudy.yaml(30));
        Files.writeString(
                folder.resolve("b.csv"), "dose,arm,response\n1,active,1\n,placebo,0\n5,?,1\nx,active,2\n7,active,1\n");
    }

    private Invocation check(String... more) {
        var arguments = new String[6 + more.length];
        System.arraycopy(
                new String[] {"data", "check", "--study", study.toString(), "--data", folder.toString()},
                0,
                arguments,
                0,
                6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return Invocation.of(arguments);
    }

    @Test
    void aFileIsCountedAndItsBrokenRowsAreNamed() {
        Invocation check = check("--member", "B");

        assertThat(check.err()).isEmpty();
        assertThat(check.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(check.out().lines())
                .contains(
                        "b.csv, for B",
                        "  5 rows, 3 usable",
                        "  b.csv:4  arm: '?' is not allowed; write one of 'placebo', 'active', or an empty cell for"
                                + " missing",
                        "  b.csv:5  dose: 'x' is not allowed; write a number, or an empty cell for missing",
                        "  2 rows break the schema; this study refuses the file until they are mended",
                        "  dose                              33.3%  1.000 to 7.000, mean 4.000",
                        "  arm                                0.0%  placebo 1, active 2",
                        "  response                           0.0%  2 positive, 1 negative")
                .anyMatch(line -> line.contains("a salted hash of them"))
                .anyMatch(line -> line.endsWith("of dose@value, and each target (a count)"));
    }

    @Test
    void aStudyThatLeavesBrokenRowsOutTakesTheRest() throws IOException {
        Files.writeString(study, Files.readString(study).replace("schema:\n", "schema:\n  brokenRows: skip\n"));

        Invocation check = check();

        assertThat(check.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(check.out())
                .contains("2 rows break the schema; this study leaves them out")
                .doesNotContain("for A");
    }

    @Test
    void validationRowsThatAreReleasedAreSaid() throws IOException {
        Files.writeString(
                study, Files.readString(study).replace("validation: {file: validation.csv}", "validation: 0.1"));

        assertThat(check().out()).contains("the validation rows of B as they are: a share of 0.1, drawn by the seed");
    }

    @Test
    void whatIsNotThereIsSaid() throws IOException {
        check("--member", "Z")
                .refused(ExitCode.NO_INPUT, "'Z' is no member of this study; its members are [A, B, C, D, E]");
        check("--member", "A").refused(ExitCode.BAD_INPUT, "a.csv  does not exist in the data folder");
        Files.delete(folder.resolve("b.csv"));
        check().refused(ExitCode.NO_INPUT, "no member's file is in " + folder);
    }
}

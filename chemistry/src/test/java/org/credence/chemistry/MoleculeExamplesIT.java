package org.credence.chemistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples on molecules, whose data are not part of the repository, from the command to the report. */
class MoleculeExamplesIT {
    private static final String DATA = "CREDENCE_DATA";
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final int DEADLINE_SECONDS = 1_200;

    @TempDir
    private Path folder;

    /** Pass marks lie a little below what plain federated averaging of a linear model reaches on the same folds. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"esol, 0.600", "tox21, 0.780"})
    void anExampleReachesItsPassMark(String example, double mark) throws Exception {
        Path out = folder.resolve("out");

        run(
                "run",
                "--study",
                EXAMPLES.resolve(example + ".yaml").toString(),
                "--data",
                data().resolve(example).toString(),
                "--out",
                out.toString());

        String report = Files.readString(out.resolve("report.json"));
        assertThat(number(report, "federated")).isGreaterThanOrEqualTo(mark);
        assertThat(number(report, "federated")).isGreaterThan(number(report, "localMean"));
        assertThat(number(report, "pooled")).isGreaterThanOrEqualTo(mark);
        assertThat(report).contains("\"verdict\" : \"pass\"").contains("\"failures\" : { }");
    }

    private static double number(String report, String field) {
        Matcher found = Pattern.compile("\"%s\" : (-?[0-9.]+)".formatted(field)).matcher(report);
        assertThat(found.find()).as(field).isTrue();
        return Double.parseDouble(found.group(1));
    }

    private static Path data() {
        String value = System.getenv(DATA);
        if (value == null || value.isEmpty()) {
            String why = "skipped: " + DATA + " is not set; it names the folder that holds esol and tox21";
            System.out.println(why);
            return Assumptions.abort(why);
        }
        return Path.of(value);
    }

    /** Runs the program in a process of its own, as a user does. */
    private void run(String... arguments) throws IOException, InterruptedException {
        Path console = folder.resolve("console.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.credence.node.cli.Credence"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        try {
            boolean ended = process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
            assertThat(ended && process.exitValue() == 0)
                    .as(Files.readString(console))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
    }
}

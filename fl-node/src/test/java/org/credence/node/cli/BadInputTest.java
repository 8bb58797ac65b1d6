package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.credence.node.cli.local.SmallStudy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user's own mistakes: each ends the command with a code of its own and words that say where and what, before anything starts. */
class BadInputTest {
    private static final int PHASE_SECONDS = 30;

    @TempDir
    private Path folder;

    private Path study;
    private Path data;
    private Path out;

    @BeforeEach
    void writeAGoodStudy() throws IOException {
        study = Files.writeString(folder.resolve("small.yaml"), SmallStudy.yaml(PHASE_SECONDS));
        data = Files.createDirectory(folder.resolve("data"));
        out = folder.resolve("out");
        SmallStudy.writeData(data);
    }

    private Invocation run(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("run", "--study", study.toString(), "--data", data.toString(), "--out", out.toString()));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    private static void edit(Path file, UnaryOperator<String> edit) throws IOException {
        String before = Files.readString(file);
        String after = edit.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(file, after);
    }

    /** Puts a row in the place of the second one, which is line 3. */
    private void breakRow(String row) throws IOException {
        Path file = data.resolve("a.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(2, row);
        Files.write(file, lines);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            high,active,1    | dose: 'high' is not allowed; write a number, or an empty cell for missing
            NaN,active,1     | dose: 'NaN' is not allowed; write a number, or an empty cell for missing
            -Infinity,active,1 | dose: '-Infinity' is not allowed; write a number, or an empty cell for missing
            5,surgery,1      | arm: 'surgery' is not allowed; write one of 'placebo', 'active', or an empty cell for missing
            5,active,maybe   | response: 'maybe' is not allowed; write '0' (negative) or '1' (positive)
            5,active         | has 2 cells, the header line has 3
            """)
    void aCellThatBreaksTheSchemaIsNamedWithItsLineAndColumn(String row, String words) throws IOException {
        breakRow(row);
        run().refused(ExitCode.BAD_INPUT, "a.csv:3  " + words, "a.csv  1 of 12 rows break the schema");
        assertThat(out).doesNotExist();
    }

    @Test
    void aMissingColumnIsNamedWithThoseThatAreThere() throws IOException {
        edit(data.resolve("b.csv"), text -> text.replace("dose,", "amount,"));
        run().refused(ExitCode.BAD_INPUT, "b.csv:1  has no column 'dose'; its columns are [amount, arm, response]");
    }

    @Test
    void aFileWithoutRowsIsNamed() throws IOException {
        Files.writeString(data.resolve("c.csv"), "dose,arm,response\n");
        run().refused(ExitCode.BAD_INPUT, "c.csv  has no rows below its header line");
    }

    @Test
    void aFileThatTheStudyNamesAndTheFolderLacksIsNamed() throws IOException {
        Files.delete(data.resolve("d.csv"));
        run().refused(ExitCode.BAD_INPUT, "d.csv  does not exist in the data folder");
    }

    @Test
    void everyFilesProblemIsToldAtOnce() throws IOException {
        Files.delete(data.resolve("d.csv"));
        Files.writeString(data.resolve("e.csv"), "");
        run().refused(
                        ExitCode.BAD_INPUT,
                        "d.csv  does not exist in the data folder",
                        "e.csv  is empty; its first line names the columns");
    }

    @Test
    void oneClassInEveryMemberTeachesNothing() throws IOException {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            edit(data.resolve(name + ".csv"), text -> text.replaceAll("(?m),1$", ",0"));
        }
        run().refused(
                        ExitCode.BAD_INPUT,
                        "response is negative in every row of every member; there is nothing to learn. Check positive and negative");
        assertThat(out).as("a corrected study may use the folder").doesNotExist();
    }

    @Test
    void aMistakeInTheStudyFileIsNamedWithLineColumnAndField() throws IOException {
        edit(study, text -> text.replace("batchSize: 4", "batchSize: none"));
        Invocation invocation = run();
        assertThat(invocation.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(invocation.err().lines()).hasSize(1);
        assertThat(invocation.err()).startsWith("small.yaml:10:").contains("training.batchSize", "'none'");
    }

    @Test
    void everyMistakeInTheStudyFileIsToldAtOnce() throws IOException {
        edit(study, text -> text.replace("rounds: 4", "rounds: 0").replace("kind: logistic", "kind: logistics"));
        Invocation invocation = run();
        assertThat(invocation.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(invocation.err().lines()).hasSize(2).allMatch(line -> line.matches("small\\.yaml:\\d+:\\d+  .*"));
        assertThat(invocation.err()).contains("model.kind", "schedule.rounds");
    }

    @Test
    void aFileThatIsNoYamlIsToldWhere() throws IOException {
        Files.writeString(study, "study: small\nschema: {features: [\n");
        Invocation invocation = run();
        assertThat(invocation.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(invocation.err()).startsWith("small.yaml:").doesNotContain("Exception", "\tat ");
    }

    @Test
    void aStudyThatSpendsMoreThanItsPrivacyBudgetIsToldWhatFits() throws IOException {
        edit(study, text -> text.replace("epsilonBudget: 1000", "epsilonBudget: 10"));
        Invocation invocation = run();
        assertThat(invocation.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(invocation.err().lines()).hasSize(1);
        assertThat(invocation.err())
                .startsWith("small.yaml:11:90  privacy.epsilonBudget must be at least ")
                .contains(" for 4 rounds at delta 0.001, was 10; or plan at most ")
                .contains("; or raise privacy.noiseMultiplier to at least ");
        assertThat(out).as("a corrected study may use the folder").doesNotExist();
    }

    @Test
    void moreRoundsThanTheBudgetAllowsAreRefusedAtTheBudget() {
        Invocation invocation = run("--rounds", "9000");
        assertThat(invocation.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(invocation.err())
                .startsWith("small.yaml:11:90  privacy.epsilonBudget must be at least ")
                .contains(" for 9000 rounds at delta 0.001, was 1000; or plan at most ");
    }

    @Test
    void noiseThatHidesNothingIsRefusedAtItsField() throws IOException {
        edit(study, text -> text.replace("noiseMultiplier: 1.0", "noiseMultiplier: 0.0001"));
        run().refused(
                        ExitCode.BAD_INPUT,
                        "small.yaml:11:56  privacy.noiseMultiplier must be at least 0.002, or it hides nothing, was 0.0001");
    }

    @Test
    void contributionsThatCannotBeValuedAreRefusedAtTheirField() throws IOException {
        edit(study, text -> text.replace("{window: 2}", "{window: 2, method: exact}") + moreMembers(12));
        run().refused(
                        ExitCode.BAD_INPUT,
                        "small.yaml:12:35  contribution.method must be gtg or auto for more than 16 members, was exact for 17");
        edit(study, text -> text.replace("exact", "auto") + moreMembers(47).replace("X", "Y"));
        run().refused(
                        ExitCode.BAD_INPUT,
                        "small.yaml:19:3  members must be at most 63, or contributions cannot be valued, was 64");
    }

    private static String moreMembers(int count) {
        return IntStream.range(0, count)
                .mapToObj("  - {id: X%1$d, data: X%1$d.csv}%n"::formatted)
                .collect(Collectors.joining());
    }

    @Test
    void rowsThatAMemberDoesNotHaveAreRefusedWhereTheyAreListed() throws IOException {
        edit(
                study,
                text -> text.replace("test: {file: test.csv}", "test: none")
                        .replace("data: c.csv", "data: c.csv, test: '10-12'"));
        run().refused(
                        ExitCode.BAD_INPUT,
                        "small.yaml:21:32  members[2].test must list rows of c.csv, which has 12, numbered from 0; was row 12");
        assertThat(out).as("a corrected study may use the folder").doesNotExist();
    }

    @Test
    void whatTheCommandLineNamesMustBeThere() {
        Path none = folder.resolve("none");
        Invocation.of("run", "--study", none.toString(), "--data", data.toString(), "--out", out.toString())
                .refused(ExitCode.NO_INPUT, none + " is no file; --study names the study file");
        Invocation.of("run", "--study", study.toString(), "--data", none.toString(), "--out", out.toString())
                .refused(ExitCode.NO_INPUT, none + " is no folder; --data names the folder with the CSV files");
        Invocation.of("audit", none.toString())
                .refused(
                        ExitCode.NO_INPUT,
                        none + " holds no run: there is no file "
                                + none.resolve("ledger").resolve("blocks"));
    }

    @Test
    void aWrongCommandLineIsToldAndWhereToReadOn() {
        run("--sed", "1").refused(ExitCode.USAGE, "Unknown options: '--sed', '1'", "Possible solutions: --seed");
        run("--rounds", "many")
                .refused(
                        ExitCode.USAGE,
                        "Invalid value for option '--rounds': 'many' is not an int",
                        "'credence run --help' tells what can be asked");
        run("--rounds", "0")
                .refused(
                        ExitCode.USAGE,
                        "--rounds must be from 1 to 10000, was 0",
                        "'credence run --help' tells what can be asked");
        run("--seed", "-1")
                .refused(
                        ExitCode.USAGE,
                        "--seed must be from 0 to 9223372036854775807, was -1",
                        "'credence run --help' tells what can be asked");
        Invocation.of("demo", "--seed", "-1")
                .refused(
                        ExitCode.USAGE,
                        "--seed must be from 0 to 9223372036854775807, was -1",
                        "'credence demo --help' tells what can be asked");
        Invocation.of("demo", "--rounds", "-3")
                .refused(
                        ExitCode.USAGE,
                        "--rounds must be from 1 to 10000, was -3",
                        "'credence demo --help' tells what can be asked");
        Invocation.of("run", "--study", study.toString(), "--data", data.toString())
                .refused(
                        ExitCode.USAGE,
                        "Missing required option: '--out=DIR'",
                        "'credence run --help' tells what can be asked");
    }

    @Test
    void anAuditIsToldWhatToReadAndWhomToAsk() {
        String help = "'credence audit --help' tells what can be asked";
        Invocation.of("audit")
                .refused(
                        ExitCode.USAGE,
                        "name the folder that a run left, or a live network by --network or --profile",
                        help);
        Invocation.of("audit", "--network", folder.toString(), "--list")
                .refused(ExitCode.USAGE, "--list names files of a run; name its folder", help);
        Invocation.of("audit", "--network", folder.toString())
                .refused(
                        ExitCode.USAGE,
                        folder
                                + " holds no network: there is no connection.json; 'credence network up fabric' writes one"
                                + " for each organization",
                        help);
        Invocation.of("audit", "--network", folder.toString(), "--msp", "A")
                .refused(
                        ExitCode.USAGE,
                        "--network names profile and certificates; leave out --profile, --identity and --msp",
                        help);
        Invocation.of("audit", out.toString(), "--profile", study.toString(), "--msp", "A")
                .refused(
                        ExitCode.USAGE,
                        "--profile, --identity and --msp go together; or name a network's folder by --network",
                        help);
        Invocation.of("audit", "--network", folder.toString(), "--patience", "0")
                .refused(ExitCode.USAGE, "--patience must be at least 1, was 0", help);
        Invocation.of("audit", "--profile", folder.toString(), "--identity", folder.toString(), "--msp", "A")
                .refused(ExitCode.USAGE, folder + " is no file; --profile names the connection profile", help);
        Invocation.of("audit", "--profile", study.toString(), "--identity", out.toString(), "--msp", "A")
                .refused(
                        ExitCode.USAGE,
                        out + " is no folder; --identity names the one with the auditor's msp and tls",
                        help);
        Invocation broken =
                Invocation.of("audit", "--profile", study.toString(), "--identity", folder.toString(), "--msp", "A");
        assertThat(broken.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(broken.err()).startsWith(study + ": Unrecognized token 'study'");
    }

    @Test
    void aFolderThatHoldsAnotherRunIsLeftAlone() throws IOException {
        Files.createDirectory(out);
        Path request = Files.writeString(out.resolve("run.json"), """
                {"command":"demo","ledger":"fabric","rounds":40,"seed":1,"study":"%s"}""".formatted("ab".repeat(32)));
        run().refused(
                        ExitCode.IO,
                        out
                                + " holds another run (demo, study file abababab, seed 1, 40 rounds, ledger fabric); repeat that command,"
                                + " or name another folder with --out");
        Files.writeString(request, "{}");
        Invocation damaged = run();
        assertThat(damaged.exitCode()).isEqualTo(ExitCode.IO);
        assertThat(damaged.err()).startsWith(request + " is damaged (").contains("name another folder with --out");
        Files.delete(request);
        Files.createDirectory(out.resolve("ledger"));
        run().refused(ExitCode.IO, out + " holds a ledger, but no run.json; name another folder with --out");
        assertThat(out.resolve("network")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldAsSuch() throws IOException {
        out = Files.createFile(folder.resolve("file")).resolve("out");
        Invocation invocation = run();
        assertThat(invocation.exitCode()).isEqualTo(ExitCode.IO);
        assertThat(invocation.err().lines()).hasSize(1);
        assertThat(invocation.err())
                .startsWith(out + " cannot be written (")
                .contains("free some space or name another folder with --out");
    }
}

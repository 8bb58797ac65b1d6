package org.credence.node.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.credence.node.config.StudyFile;
import org.credence.node.config.StudyFileException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyInputTest {
    /** Each row's age is its own: a hundred times the member, and the row. */
    private static final int ROWS = 30;

    private static final List<String> MEMBERS = List.of("A", "B", "C", "D");

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() {
        for (int member = 0; member < MEMBERS.size(); member++) {
            Tables.write(folder, MEMBERS.get(member).toLowerCase(Locale.ROOT) + ".csv", csv(member, ROWS));
        }
    }

    private static String csv(int member, int rows) {
        var text = new StringBuilder("age,outcome\n");
        for (int row = 0; row < rows; row++) {
            text.append(100 * member + row).append(row % 3 == 0 ? ",1\n" : ",0\n");
        }
        return text.toString();
    }

    private StudyInput load(String evaluation, String firstMember) {
        return load(evaluation, firstMember, 1);
    }

    private StudyInput load(String evaluation, String firstMember, long seed) {
        String yaml = """
            study: s
            schema: {features: [{name: age, type: number}], target: {name: outcome}}
            evaluation: %s
            members:
              - {id: A, data: a.csv%s}
              - {id: B, data: b.csv}
              - {id: C, data: c.csv}
              - {id: D, data: d.csv}
            """.formatted(evaluation, firstMember);
        return StudyInput.load(StudyFile.parse("s.yaml", yaml).withSeed(seed), folder);
    }

    private static List<Integer> ages(RawRows rows) {
        List<Integer> ages = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            ages.add((int) rows.value(row, 0));
        }
        return ages;
    }

    private static void assertDisjoint(StudyRun run, int expected) {
        List<Integer> all = new ArrayList<>(ages(run.pooledTrain()));
        all.addAll(ages(run.validation()));
        all.addAll(ages(run.test()));
        assertThat(all).doesNotHaveDuplicates().hasSize(expected);
    }

    @Test
    void everyRowHasOnePurpose() {
        StudyRun run = load("{validation: 0.1, test: 0.2}", "").main();

        assertDisjoint(run, 4 * ROWS);
        assertThat(run.test().size()).isEqualTo(4 * 6);
        assertThat(run.members().get(0).train().size()
                        + run.members().get(0).test().size())
                .isBetween(ROWS - 4, ROWS - 1);
    }

    @Test
    void sharesAreDrawnOfEachClassBySeed() {
        StudyRun run = load("{test: 0.2}", "").main();
        RawRows test = run.members().get(0).test();
        int positives = 0;
        for (int row = 0; row < test.size(); row++) {
            positives += (int) test.target(row);
        }

        assertThat(positives).isEqualTo(2);
        assertThat(load("{test: 0.2}", "").main().test()).isEqualTo(run.test());
        assertThat(load("{test: 0.2}", "", 2).main().test()).isNotEqualTo(run.test());
    }

    @Test
    void theDrawIsTheSameOnEveryJava() {
        assertThat(ages(load("{test: 0.2}", "").main().members().get(1).test()))
                .containsExactly(102, 109, 115, 116, 120, 126);
    }

    @Test
    void listedRowsAreThose() {
        StudyRun run = load("{validation: none, test: none}", ", validation: '0-2, 9', test: '5'")
                .main();

        assertThat(ages(run.validation())).containsExactly(0, 1, 2, 9);
        assertThat(ages(run.test())).containsExactly(5);
        assertThat(run.members().get(0).train().size()).isEqualTo(ROWS - 5);
    }

    @Test
    void aBoardsFilesServeAllAndMembersKeepTheirRows() {
        Tables.write(folder, "v.csv", csv(8, 7));
        Tables.write(folder, "t.csv", csv(9, 11));

        StudyRun run =
                load("{validation: {file: v.csv}, test: {file: t.csv}}", "").main();

        assertThat(run.validation().size()).isEqualTo(7);
        assertThat(run.test())
                .isEqualTo(run.commonTest())
                .extracting(RawRows::size)
                .isEqualTo(11);
        assertThat(run.pooledTrain().size()).isEqualTo(4 * ROWS);
    }

    @Test
    void foldsTestEveryRowOnceButTheReleasedOnes() {
        StudyInput input = load("{folds: 5, validation: none}", ", validation: '0-4'");

        List<Integer> tested = new ArrayList<>();
        for (StudyRun fold : input.folds()) {
            assertDisjoint(fold, 4 * ROWS);
            assertThat(ages(fold.validation())).containsExactly(0, 1, 2, 3, 4);
            assertThat(fold.test().size()).isBetween(20, 26);
            tested.addAll(ages(fold.test()));
        }
        assertThat(tested).doesNotHaveDuplicates().hasSize(4 * ROWS - 5);
        assertThat(input.folds()).hasSize(5);
        assertThat(input.folds().get(2).study().value()).isEqualTo("s-fold2");
        assertThat(input.main().test().size()).isZero();
        assertThat(input.main().pooledTrain().size()).isEqualTo(4 * ROWS - 5);
    }

    private String splits() {
        var text = new StringBuilder("row,site,fold\n");
        for (int row = 0; row < 4 * ROWS; row++) {
            text.append("%d,%s,%d\n".formatted(row, MEMBERS.get(row / ROWS).toLowerCase(Locale.ROOT), row % 2));
        }
        return text.toString();
    }

    @Test
    void aSplitsFileNamesTheFolds() {
        Tables.write(folder, "splits.csv", splits());

        StudyInput input = load("{splits: splits.csv, folds: all}", "");

        assertThat(input.folds()).hasSize(2);
        assertThat(ages(input.folds().get(1).test()))
                .allMatch(age -> age % 2 == 1)
                .hasSize(2 * ROWS);
        assertThat(new TreeSet<>(ages(input.folds().get(0).test()))).contains(0, 302);
    }

    @Test
    void aSplitsFileMustFitTheMembersFiles() {
        Tables.write(
                folder, "splits.csv", splits().replace("\n31,b,1", "\n31,c,1").replace("\n7,a,1", "\n6,a,1"));
        assertThatThrownBy(() -> load("{splits: splits.csv}", ""))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("splits.csv:9  row: '6' is not allowed; write each row once")
                .hasMessageContaining("splits.csv:33  site: 'c' is not allowed; write 'B', whose row 31 is");

        Tables.write(folder, "splits.csv", splits().replace("\n119,d,1", ""));
        assertThatThrownBy(() -> load("{splits: splits.csv}", ""))
                .hasMessage("splits.csv  has no fold for row 119, which is D's; there are 120 rows in all");
    }

    private StudyInput loadShared(String schema) {
        String yaml = """
            study: s
            schema: {%s features: [{name: age, type: number}], target: {name: outcome}}
            evaluation: {splits: splits.csv, validation: none}
            members:
              - {id: A, data: all.csv, validation: '0'}
              - {id: B, data: all.csv}
              - {id: C, data: c.csv}
              - {id: D, data: all.csv}
            """.formatted(schema);
        return StudyInput.load(StudyFile.parse("s.yaml", yaml), folder);
    }

    /** Rows 0 to 8 of one file go round among A, B and D; rows 9 to 38 are C's own file. */
    private static String sharedSplits() {
        var text = new StringBuilder("row,site,fold\n");
        for (int row = 0; row < 9 + ROWS; row++) {
            text.append(
                    "%d,%s,%d\n".formatted(row, row < 9 ? List.of("a", "b", "d").get(row % 3) : "c", row / 3 % 2));
        }
        return text.toString();
    }

    @Test
    void oneFileIsDividedAmongMembersByItsSplits() {
        Tables.write(folder, "all.csv", csv(0, 9));
        Tables.write(folder, "splits.csv", sharedSplits());

        StudyInput input = loadShared("");

        StudyRun main = input.main();
        assertThat(ages(main.members().get(0).train())).containsExactly(3, 6);
        assertThat(ages(main.validation())).containsExactly(0);
        assertThat(ages(main.members().get(1).train())).containsExactly(1, 4, 7);
        assertThat(ages(main.members().get(3).train())).containsExactly(2, 5, 8);
        assertThat(ages(input.folds().get(1).members().get(1).test())).containsExactly(4);
        assertThat(main.members().get(2).train().size()).isEqualTo(ROWS);
        Tables.write(folder, "splits.csv", sharedSplits().replace("\n4,b,1", "\n4,c,1"));
        assertThatThrownBy(() -> loadShared(""))
                .hasMessage("splits.csv:6  site: 'c' is not allowed; write one of [A, B, D], whose file row 4 is in");
    }

    @Test
    void brokenRowsAreLeftOutWhereTheStudySaysSoAndKeepTheirNumbers() {
        Tables.write(folder, "all.csv", csv(0, 9).replace("\n8,", "\neight,"));
        Tables.write(folder, "splits.csv", sharedSplits());

        assertThatThrownBy(() -> loadShared("")).hasMessageContaining("all.csv:10  age: 'eight' is not allowed");
        StudyInput input = loadShared("brokenRows: skip,");

        assertThat(ages(input.main().members().get(1).train())).containsExactly(1, 4, 7);
        assertThat(ages(input.main().members().get(3).train())).containsExactly(2, 5);
        assertThat(input.notes())
                .containsExactly("all.csv: 1 of 9 rows break the schema and are left out, first"
                        + " all.csv:10  age: 'eight' is not allowed; write a number, or an empty cell for missing");
    }

    @Test
    void everyFilesProblemsAreReportedAtOnce() {
        Tables.write(folder, "a.csv", "age\n1\n");
        Tables.write(folder, "c.csv", "age,outcome\nx,1\n");

        assertThatThrownBy(() -> load("{}", ""))
                .hasMessageContaining("a.csv:1  has no column 'outcome'")
                .hasMessageContaining("c.csv:2  age: 'x' is not allowed");
    }

    @Test
    void aListedRowThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> load("{}", ", test: '28-30'"))
                .isInstanceOf(StudyFileException.class)
                .hasMessage(
                        "s.yaml:5:32  members[0].test must list rows of a.csv, which has 30, numbered from 0; was row"
                                + " 30");
    }

    @Test
    void aMemberNeedsRowsToTrainOnAndTheBoardRowsToScoreWith() {
        assertThatThrownBy(() -> load("{}", ", test: '0-29', validation: none"))
                .hasMessage("s.yaml:5:5  members[0] must keep a row of a.csv to train on;"
                        + " set fewer than all 30 aside for validation and test");
        assertThatThrownBy(() -> load("{validation: none}", ""))
                .isInstanceOf(StudyFileException.class)
                .hasMessageStartingWith(
                        "s.yaml:3:26  evaluation.validation must set a row aside at one member at least, or name a"
                                + " file");
    }

    @Test
    void featuresThatMakeOneColumnAreRefusedAtTheirList() {
        String yaml = """
            study: s
            schema:
              features:
                - {name: a, type: category, values: [b@c, d]}
                - {name: a@b, type: category, values: [c, d]}
              target: {name: outcome}
            members: [{id: A, data: a.csv}, {id: B, data: b.csv}, {id: C, data: c.csv}, {id: D, data: d.csv}]
            """;
        assertThatThrownBy(() -> StudyInput.load(StudyFile.parse("s.yaml", yaml), folder))
                .hasMessage(
                        "s.yaml:4:5  schema.features do not give distinct columns: two columns would be called 'a@b@c';"
                                + " rename one of the features");
    }
}

package org.credence.node.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.credence.node.config.StudySpec.DateSpec;
import org.credence.node.config.StudySpec.FeatureSpec;
import org.credence.node.config.StudySpec.FeatureType;
import org.credence.node.config.StudySpec.MoleculeForm;
import org.credence.node.config.StudySpec.MoleculeSpec;
import org.credence.node.config.StudySpec.SchemaSpec;
import org.credence.node.config.StudySpec.WhenMissing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsLoaderTest {
    private static final int AGE = 0;
    private static final int DOSE = 1;
    private static final int STAGE_1 = 2;

    @TempDir
    private Path folder;

    private RawRows load(String text) {
        Tables.write(folder, "a.csv", text);
        return new RowsLoader(Tables.trial()).load(folder, "a.csv");
    }

    @Test
    void columnsAreFoundByNameAndOthersIgnored() {
        RawRows rows = load("patient,outcome,age,dose,stage\nx,y,60,2.5,3\ny,n,.5,1e2,1\n");

        assertThat(rows.size()).isEqualTo(2);
        assertThat(rows.value(0, AGE)).isEqualTo(60);
        assertThat(rows.value(1, AGE)).isEqualTo(0.5);
        assertThat(rows.value(1, DOSE)).isEqualTo(100);
        assertThat(rows.value(0, STAGE_1)).isZero();
        assertThat(rows.value(1, STAGE_1)).isEqualTo(1);
        assertThat(rows.target(0)).isEqualTo(1);
        assertThat(rows.target(1)).isZero();
    }

    @Test
    void marksQuotesBlanksAndLineEndingsDoNotMatter() {
        RawRows plain = load("age,dose,stage,outcome\n60,1,2,y\n61,2,1,n\n");

        assertThat(load("\uFEFFage, dose ,stage,outcome\r\n\"60\",1, 2.0 ,y\r\n\r\n61 ,\"2\",1,n"))
                .isEqualTo(plain);
        assertThat(load("age,dose,stage,note,outcome\n60,1,2,\"a, \"\"b\"\"\nc\",y\n61,2,1,,n\n"))
                .isEqualTo(plain);
    }

    @Test
    void missingCellsAreThoseOfTheStudyAndOfTheColumn() {
        RawRows rows = load("age,dose,stage,outcome\n?,0.0,?,y\n0,?,1,n\n");

        assertThat(rows.missing(0, AGE)).isTrue();
        assertThat(rows.missing(0, DOSE)).isTrue();
        assertThat(rows.missing(1, AGE)).isFalse();
        assertThat(rows.missing(1, DOSE)).isTrue();
        for (int column = STAGE_1; column < rows.width(); column++) {
            assertThat(rows.value(0, column)).isZero();
        }
        assertThatThrownBy(() -> rows.value(0, AGE)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        old,1,2,y      | a.csv:3  age: 'old' is not allowed; write a number, or '?' for missing
        NaN,1,2,y      | a.csv:3  age: 'NaN' is not allowed; write a number, or '?' for missing
        Infinity,1,2,y | a.csv:3  age: 'Infinity' is not allowed; write a number
        ``,1,2,y       | a.csv:3  age: '' is not allowed; write a number, or '?' for missing
        1,no,2,y       | a.csv:3  dose: 'no' is not allowed; write a number, or '?', '0' for missing
        2e12,1,2,y     | a.csv:3  age: '2e12' is not allowed; write a number of at most 2^40 in size
        1,1,4,y        | a.csv:3  stage: '4' is not allowed; write one of '1', '2', '3', or '?' for missing
        1,1,2,maybe    | a.csv:3  outcome: 'maybe' is not allowed; write 'n' (negative) or 'y' (positive)
        1,1,2,?        | a.csv:3  outcome: '?' is not allowed; write 'n' (negative) or 'y' (positive)
        1,1,2          | a.csv:3  has 3 cells, the header line has 4
        1,1,2,y,5      | a.csv:3  has 5 cells, the header line has 4
        """)
    void aRowThatBreaksTheSchemaIsAnErrorWithItsLine(String row, String expected) {
        assertThatThrownBy(() -> load("age,dose,stage,outcome\n1,1,1,n\n" + row.replace("``", "") + "\n2,2,2,y\n"))
                .isInstanceOf(DataFileException.class)
                .hasMessageStartingWith(expected)
                .hasMessageEndingWith("a.csv  1 of 3 rows break the schema");
    }

    @Test
    void aClassIsOneOfThoseListed() {
        Tables.write(folder, "a.csv", "age,dose,stage,outcome\n1,1,1,2.0\n1,1,1, high\n");
        RawRows rows = new RowsLoader(Tables.classes()).load(folder, "a.csv");

        assertThat(List.of(rows.target(0, 0), rows.target(0, 1), rows.target(0, 2)))
                .containsExactly(0.0, 1.0, 0.0);
        assertThat(rows.target(1, 2)).isEqualTo(1.0);
        Tables.write(folder, "b.csv", "age,dose,stage,outcome\n1,1,1,3\n");
        assertThatThrownBy(() -> new RowsLoader(Tables.classes()).load(folder, "b.csv"))
                .hasMessageStartingWith("b.csv:2  outcome: '3' is not allowed; write one of 'low', '2', 'high'");
    }

    @Test
    void aLabelMayBeMissingButNotAllOfThem() {
        Tables.write(folder, "a.csv", "heart,age,dose,stage,liver\n?,1,1,1,y\nn,1,1,1,n\n");
        RawRows rows = new RowsLoader(Tables.labels()).load(folder, "a.csv");

        assertThat(rows.target(0, 0)).isEqualTo(1.0);
        assertThat(rows.labelled(0, 1)).isFalse();
        assertThatThrownBy(() -> rows.target(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(rows.target(1, 0)).isZero();
        Tables.write(folder, "b.csv", "heart,age,dose,stage,liver\n?,1,1,1,?\n1,1,1,1,y\n");
        assertThatThrownBy(() -> new RowsLoader(Tables.labels()).load(folder, "b.csv"))
                .hasMessage("b.csv:2  has none of the 2 labels; it teaches nothing\n"
                        + "b.csv:3  heart: '1' is not allowed; write 'n' (negative) or 'y' (positive), or '?'"
                        + " for missing\n"
                        + "b.csv  2 of 2 rows break the schema");
        Tables.write(folder, "c.csv", "age,dose,stage\n1,1,1\n");
        assertThatThrownBy(() -> new RowsLoader(Tables.labels()).load(folder, "c.csv"))
                .hasMessageContaining("no column 'liver'")
                .hasMessageContaining("no column 'heart'");
    }

    @Test
    void aCompressedFileIsReadAsItsContent() throws IOException {
        String text = "age,dose,stage,outcome\n60,1,2,y\n61,2,1,n\n";
        try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.csv.gz")))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Tables.write(folder, "b.csv.gz", text);

        assertThat(new RowsLoader(Tables.trial()).load(folder, "a.csv.gz")).isEqualTo(load(text));
        assertThatThrownBy(() -> new RowsLoader(Tables.trial()).load(folder, "b.csv.gz"))
                .isInstanceOf(DataFileException.class)
                .hasMessageStartingWith("b.csv.gz  is no gz file");
    }

    private static Schema dated(String until, WhenMissing whenMissing) {
        var birth = new FeatureSpec(
                "birth", FeatureType.DATE, List.of(), List.of(), new DateSpec("dd.MM.yyyy", until), null, whenMissing);
        return Schema.of(new SchemaSpec(List.of(birth), Tables.trialSpec().target(), List.of("?"), true));
    }

    private RawRows loadDated(Schema schema, String text) {
        Tables.write(folder, "dates.csv", text);
        return new RowsLoader(schema).load(folder, "dates.csv");
    }

    @Test
    void aDateIsTheYearsUntilADayOrUntilTheRowsOwn() {
        RawRows day = loadDated(dated("2024-01-01", WhenMissing.MEAN), "birth,outcome\n01.01.1960,y\n?,n\n");
        RawRows own = loadDated(
                dated("visit", WhenMissing.MEAN), "birth,visit,outcome\n01.01.2000,02.01.2000,y\n01.01.2000,?,n\n");

        assertThat(day.value(0, 0)).isEqualTo(23_376 / 365.25);
        assertThat(day.missing(1, 0)).isTrue();
        assertThat(own.value(0, 0)).isEqualTo(1 / 365.25);
        assertThat(own.missing(1, 0)).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        30.02.2000 | birth: '30.02.2000' is not allowed; write a date as dd.MM.yyyy, or '?' for missing
        1.1.2000   | birth: '1.1.2000' is not allowed; write a date as dd.MM.yyyy
        2000-01-01 | birth: '2000-01-01' is not allowed; write a date as dd.MM.yyyy
        02.01.2024 | birth: '02.01.2024' is not allowed; write a date not after 2024-01-01
        """)
    void whatIsNoDateBeforeTheDayBreaksTheRow(String cell, String expected) {
        assertThatThrownBy(() -> loadDated(dated("2024-01-01", WhenMissing.MEAN), "birth,outcome\n" + cell + ",y\n"))
                .hasMessageStartingWith("dates.csv:2  " + expected);
    }

    @Test
    void aMissingCellIsFlaggedOrRefusedWhereTheStudySaysSo() {
        Schema flagged = dated("2024-01-01", WhenMissing.FLAG);
        RawRows rows = loadDated(flagged, "birth,outcome\n01.01.1960,y\n?,n\n");

        assertThat(flagged.columns()).extracting(Schema.Column::name).containsExactly("birth@missing", "birth@value");
        assertThat(rows.value(0, 0)).isZero();
        assertThat(rows.value(1, 0)).isEqualTo(1.0);
        assertThat(rows.missing(1, 1)).isTrue();
        var codec = new RowsCodec(flagged);
        assertThat(codec.decode(codec.encode(rows))).isEqualTo(rows);
        assertThatThrownBy(() -> loadDated(dated("2024-01-01", WhenMissing.REFUSE), "birth,outcome\n?,n\n"))
                .hasMessageStartingWith("dates.csv:2  birth: '?' is not allowed; write a date as dd.MM.yyyy\n");
    }

    @Test
    void moleculesNeedTheirModule() {
        var smiles = new FeatureSpec(
                "smiles",
                FeatureType.SMILES,
                List.of(),
                List.of(),
                null,
                new MoleculeSpec(64, MoleculeForm.PARENT),
                WhenMissing.REFUSE);
        Schema schema =
                Schema.of(new SchemaSpec(List.of(smiles), Tables.trialSpec().target(), List.of("?"), true));

        assertThat(schema.width()).isEqualTo(64);
        assertThatThrownBy(() -> new RowsLoader(schema))
                .isInstanceOf(DataFileException.class)
                .hasMessageStartingWith(
                        "column 'smiles' holds molecules, but this program was built without the module");
    }

    @Test
    void linesAreCountedAsAnEditorDoes() {
        assertThatThrownBy(() -> load("age,dose,stage,note,outcome\n1,1,1,\"two\nlines\",y\n\nx,1,1,,y\n"))
                .hasMessageStartingWith("a.csv:5  age: 'x'");
    }

    @Test
    void theFirstTenBrokenRowsAreShownAndAllCounted() {
        var text = new StringBuilder("age,dose,stage,outcome\n");
        for (int row = 0; row < 30; row++) {
            text.append(row % 2 == 0 ? "x,1,1,y\n" : "1,1,1,y\n");
        }

        assertThatThrownBy(() -> load(text.toString()))
                .isInstanceOfSatisfying(
                        DataFileException.class,
                        e -> assertThat(e.problems())
                                .hasSize(11)
                                .last()
                                .isEqualTo("a.csv  15 of 30 rows break the schema"));
    }

    @Test
    void everyMissingColumnIsNamedWithThoseThatAreThere() {
        assertThatThrownBy(() -> load("Age,stage,outcome\n1,1,y\n"))
                .hasMessage("a.csv:1  has no column 'dose'; its columns are [Age, stage, outcome]\n"
                        + "a.csv:1  has no column 'age'; its columns are [Age, stage, outcome]");
        assertThatThrownBy(() -> load("age,dose,stage\n1,1,1\n")).hasMessageContaining("has no column 'outcome'");
        assertThatThrownBy(() -> load("age,dose,stage,outcome,age\n1,1,1,y,2\n"))
                .hasMessage("a.csv:1  has two columns 'age'; rename one");
    }

    @Test
    void aFileWithoutRowsIsAnError() {
        assertThatThrownBy(() -> load("age,dose,stage,outcome\n"))
                .hasMessage("a.csv  has no rows below its header line");
        assertThatThrownBy(() -> load("")).hasMessage("a.csv  is empty; its first line names the columns");
    }

    @Test
    void aFileThatIsNoTableIsAnError() throws IOException {
        assertThatThrownBy(() -> load("age,dose,stage,outcome\n\"1,1,1,y\n"))
                .isInstanceOf(DataFileException.class)
                .hasMessageStartingWith("a.csv  is not a table");
        assertThatThrownBy(() -> new RowsLoader(Tables.trial()).load(folder, "none.csv"))
                .hasMessage("none.csv  does not exist in the data folder");
        Files.write(folder.resolve("latin.csv"), "age\nGröße\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> new RowsLoader(Tables.trial()).load(folder, "latin.csv"))
                .hasMessage("latin.csv:2  is not UTF-8; save the file in that encoding");
    }
}

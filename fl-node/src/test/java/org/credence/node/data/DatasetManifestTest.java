package org.credence.node.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.credence.node.config.StudySpec.TargetType;
import org.credence.protocol.MemberId;
import org.credence.protocol.StudyId;
import org.credence.protocol.encoding.DecodeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetManifestTest {
    private static final StudyId STUDY = new StudyId("study");
    private static final MemberId MEMBER = new MemberId("Clinic");
    private static final Schema SCHEMA = Tables.trial();

    private static DatasetManifest manifest(RawRows rows, int salt) {
        byte[] bytes = new byte[DatasetManifest.SALT_BYTES];
        bytes[0] = (byte) salt;
        return DatasetManifest.of(STUDY, MEMBER, SCHEMA, rows, bytes);
    }

    private static RawRows rows() {
        return Tables.random(SCHEMA, new SplittableRandom(5), 40);
    }

    @Test
    void itSurvivesItsBytes() {
        DatasetManifest manifest = manifest(rows(), 1);

        assertThat(DatasetManifest.decode(manifest.encode())).isEqualTo(manifest);
        manifest.requireMatches(STUDY, MEMBER, SCHEMA);
    }

    @Test
    void theSaltHidesTheRowsAndNothingElseChanges() {
        DatasetManifest one = manifest(rows(), 1);
        DatasetManifest other = manifest(rows(), 2);

        assertThat(one.data()).isNotEqualTo(other.data());
        assertThat(one.columns()).isEqualTo(other.columns());
        assertThat(manifest(rows(), 1).digest()).isEqualTo(one.digest());
        assertThatThrownBy(() -> DatasetManifest.of(STUDY, MEMBER, SCHEMA, rows(), new byte[3]))
                .hasMessage("a salt has 32 bytes, was 3");
    }

    @Test
    void positivesAreCounted() {
        RawRows rows = rows();
        int positives = 0;
        for (int row = 0; row < rows.size(); row++) {
            positives += (int) rows.target(row);
        }

        assertThat(manifest(rows, 1).positives(0)).isEqualTo(positives);
    }

    @Test
    void aManifestNeedsRows() {
        assertThatThrownBy(() -> manifest(RawRows.none(SCHEMA), 1)).hasMessage("rows must be 1 to 10000000, was 0");
    }

    @Test
    void anothersManifestIsRefused() {
        DatasetManifest manifest = manifest(rows(), 1);

        assertThatThrownBy(() -> manifest.requireMatches(STUDY, new MemberId("Other"), SCHEMA))
                .hasMessage("a manifest of Clinic in study, expected Other in study");
        assertThatThrownBy(() -> manifest.requireMatches(new StudyId("next"), MEMBER, SCHEMA))
                .hasMessageContaining("expected Clinic in next");
        assertThatThrownBy(() -> manifest.requireMatches(STUDY, MEMBER, Tables.regression()))
                .hasMessage("Clinic's manifest is of another schema");
    }

    /** Each: what stands in the manifest's bytes, what a liar writes instead, and the words of the refusal. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "rows":1,    | "rows":0,             | rows must be 1 to
        "rows":1,    | "rows":2147483647,    | rows must be 1 to
        "present":1, | "present":2,          | 2 cells in 1 rows
        "present":1, | "present":-1,         | present must be at least 0
        "sum":"1099511627776" | "sum":"1.5"  | sum must be an integer
        "sum":"1099511627776" | "sum":"2199023255552" | the variance would be negative
        "squares":"1208925819614629174706176" | "squares":"-1" | the variance would be negative
        "sum":"1099511627776" | "sum":"1208925819614629174706177" | sums too large
        {            | {"rows":1,            | not JSON
        """)
    void absurdSumsAreRefused(String before, String after, String expected) {
        double[] row = RawRows.emptyRow(SCHEMA);
        row[0] = 1.0;
        var rows = new RawRows.Builder(SCHEMA);
        rows.add(row, 1.0);
        String json = new String(manifest(rows.build(), 1).encode(), StandardCharsets.UTF_8);
        int at = json.indexOf(before);
        assertThat(at).isNotNegative();
        String lie = json.substring(0, at) + after + json.substring(at + before.length());

        assertThatThrownBy(() -> DatasetManifest.decode(lie.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void aBinaryTargetCountsZerosAndOnes() {
        DatasetManifest honest = manifest(rows(), 1);
        var half = new ColumnStatistics(
                "outcome",
                40,
                new BigDecimal(ColumnStatistics.ONE.shiftRight(1)),
                honest.target().squares());
        var liar = new DatasetManifest(
                STUDY, MEMBER, honest.schema(), 40, honest.data(), honest.columns(), half, List.of());
        var fewer = new DatasetManifest(
                STUDY,
                MEMBER,
                honest.schema(),
                40,
                honest.data(),
                honest.columns().subList(0, 1),
                honest.target(),
                List.of());

        assertThatThrownBy(() -> liar.requireMatches(STUDY, MEMBER, SCHEMA))
                .hasMessage("Clinic's manifest is of another target");
        assertThatThrownBy(() -> fewer.requireMatches(STUDY, MEMBER, SCHEMA))
                .hasMessage("Clinic's manifest is of another schema");
    }

    @Test
    void targetsOfEveryKindAreSummedAndAddedUp() {
        for (Schema schema : Tables.all()) {
            RawRows rows = Tables.random(schema, new SplittableRandom(7), 60);
            DatasetManifest manifest = DatasetManifest.of(STUDY, MEMBER, schema, rows, new byte[32]);

            assertThat(DatasetManifest.decode(manifest.encode())).isEqualTo(manifest);
            manifest.requireMatches(STUDY, MEMBER, schema);
            assertThat(manifest.targets()).hasSize(rows.outputs());
            for (int output = 0; output < rows.outputs(); output++) {
                int present = 0;
                double sum = 0;
                for (int row = 0; row < rows.size(); row++) {
                    present += rows.labelled(row, output) ? 1 : 0;
                    sum += rows.labelled(row, output) ? rows.target(row, output) : 0;
                }
                assertThat(manifest.targets().get(output).present()).isEqualTo(present);
                if (schema.task() != TargetType.NUMBER) {
                    assertThat(manifest.positives(output)).isEqualTo((int) sum);
                }
            }
        }
    }

    @Test
    void theSumsOfClassesAddUpToTheRows() {
        Schema schema = Tables.classes();
        RawRows rows = Tables.random(schema, new SplittableRandom(8), 40);
        DatasetManifest honest = DatasetManifest.of(STUDY, MEMBER, schema, rows, new byte[32]);
        List<ColumnStatistics> further = honest.furtherTargets();
        var fewer = new DatasetManifest(
                STUDY,
                MEMBER,
                honest.schema(),
                40,
                honest.data(),
                honest.columns(),
                new ColumnStatistics("outcome@low", 40, BigDecimal.ZERO, BigDecimal.ZERO),
                further);

        assertThatThrownBy(() -> fewer.requireMatches(STUDY, MEMBER, schema))
                .hasMessage("Clinic's manifest is of another target");
    }

    @Test
    void aClassOrLabelThatNobodyHasIsAnError() {
        var lowOnly = new RawRows.Builder(Tables.classes());
        var liverOnly = new RawRows.Builder(Tables.labels());
        for (int i = 0; i < 4; i++) {
            double[] row = RawRows.emptyRow(Tables.classes());
            row[0] = i;
            row[1] = i;
            lowOnly.add(row, 1, 0, 0);
            liverOnly.add(row, i % 2, RawRows.MISSING);
        }
        DatasetManifest low = DatasetManifest.of(STUDY, MEMBER, Tables.classes(), lowOnly.build(), new byte[32]);
        DatasetManifest liver = DatasetManifest.of(STUDY, MEMBER, Tables.labels(), liverOnly.build(), new byte[32]);

        assertThat(DataIssues.of(Tables.classes(), List.of(low)))
                .isEqualTo(new DataIssues(
                        List.of(
                                "no member has a row of class '2' of outcome; leave it out of values",
                                "no member has a row of class 'high' of outcome; leave it out of values"),
                        List.of("Clinic: all 4 rows are of class 'low'; alone it could not learn")));
        assertThat(DataIssues.of(Tables.labels(), List.of(liver)))
                .isEqualTo(new DataIssues(
                        List.of("label heart is missing in every row at every member; there is nothing to learn."
                                + " Leave it out of columns"),
                        List.of("Clinic: lacks positive or negative rows of heart; alone it could not learn them")));
    }

    @Test
    void oneClassIsAWarningInOneMemberAndAnErrorInAll() {
        DatasetManifest both = manifest(rows(), 1);
        DatasetManifest positive = manifest(oneClass(1.0), 1);
        DatasetManifest negative = manifest(oneClass(0.0), 1);

        assertThat(DataIssues.of(SCHEMA, List.of(both, both))).isEqualTo(new DataIssues(List.of(), List.of()));
        assertThat(DataIssues.of(SCHEMA, List.of(both, positive)))
                .isEqualTo(new DataIssues(
                        List.of(), List.of("Clinic: all 9 rows are positive; alone it could not learn")));
        assertThat(DataIssues.of(SCHEMA, List.of(negative, positive)).errors()).isEmpty();
        assertThat(DataIssues.of(SCHEMA, List.of(negative, negative)).errors())
                .containsExactly("outcome is negative in every row of every member; there is nothing to learn."
                        + " Check positive and negative");
    }

    @Test
    void aColumnThatNobodyHasIsAnError() {
        var rows = new RawRows.Builder(SCHEMA);
        for (int i = 0; i < 4; i++) {
            double[] row = RawRows.emptyRow(SCHEMA);
            row[1] = i;
            rows.add(row, i % 2);
        }
        DatasetManifest blind = manifest(rows.build(), 1);

        assertThat(DataIssues.of(SCHEMA, List.of(blind, manifest(rows(), 1))).warnings())
                .containsExactly("Clinic: no value in column age@value; the consortium's mean stands in");
        assertThat(DataIssues.of(SCHEMA, List.of(blind, blind)).errors())
                .containsExactly("no member has a value in column age@value; leave it out of the schema");
    }

    private static RawRows oneClass(double target) {
        RawRows mixed = Tables.random(SCHEMA, new SplittableRandom(3), 9);
        var rows = new RawRows.Builder(SCHEMA);
        for (int i = 0; i < mixed.size(); i++) {
            double[] row = RawRows.emptyRow(SCHEMA);
            row[0] = i;
            row[1] = i;
            rows.add(row, target);
        }
        return rows.build();
    }
}

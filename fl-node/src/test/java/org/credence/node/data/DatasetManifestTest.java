package org.credence.node.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
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

        assertThat(manifest(rows, 1).positives()).isEqualTo(positives);
    }

    @Test
    void aManifestNeedsRows() {
        assertThatThrownBy(() -> manifest(RawRows.none(SCHEMA.width()), 1))
                .hasMessage("rows must be 1 to 10000000, was 0");
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
        var rows = new RawRows.Builder(SCHEMA.width());
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
        var liar = new DatasetManifest(STUDY, MEMBER, honest.schema(), 40, honest.data(), honest.columns(), half);
        var fewer = new DatasetManifest(
                STUDY,
                MEMBER,
                honest.schema(),
                40,
                honest.data(),
                honest.columns().subList(0, 1),
                honest.target());

        assertThatThrownBy(() -> liar.requireMatches(STUDY, MEMBER, SCHEMA))
                .hasMessage("Clinic's manifest is of another target");
        assertThatThrownBy(() -> fewer.requireMatches(STUDY, MEMBER, SCHEMA))
                .hasMessage("Clinic's manifest is of another schema");
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
        var rows = new RawRows.Builder(SCHEMA.width());
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
        var rows = new RawRows.Builder(SCHEMA.width());
        for (int i = 0; i < mixed.size(); i++) {
            double[] row = RawRows.emptyRow(SCHEMA);
            row[0] = i;
            row[1] = i;
            rows.add(row, target);
        }
        return rows.build();
    }
}

package org.credence.node.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.credence.node.config.StudySpec.SchemaSpec;
import org.credence.protocol.MemberId;
import org.credence.protocol.StudyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandardizationTest {
    private static final Schema SCHEMA = Tables.trial();

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static DatasetManifest manifest(Schema schema, RawRows rows) {
        return DatasetManifest.of(
                new StudyId("s"), new MemberId("A"), schema, rows, new byte[DatasetManifest.SALT_BYTES]);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void membersGetThePooledMeanAndDeviationInAnyOrder(long seed) {
        var random = new SplittableRandom(seed);
        List<RawRows> parts = new ArrayList<>();
        for (int member = 0; member < 5; member++) {
            parts.add(Tables.random(SCHEMA, random, 1 + random.nextInt(30)));
        }
        List<DatasetManifest> manifests = new ArrayList<>(
                parts.stream().map(part -> manifest(SCHEMA, part)).toList());
        Standardization federated = Standardization.of(SCHEMA, manifests);
        Standardization pooled = Standardization.of(SCHEMA, List.of(manifest(SCHEMA, RawRows.concat(parts))));
        Collections.shuffle(manifests, new Random(seed));
        Standardization shuffled = Standardization.of(SCHEMA, manifests);

        for (int column = 0; column < SCHEMA.width(); column++) {
            assertThat(federated.mean(column)).isEqualTo(pooled.mean(column)).isEqualTo(shuffled.mean(column));
            assertThat(federated.deviation(column))
                    .isEqualTo(pooled.deviation(column))
                    .isEqualTo(shuffled.deviation(column));
        }
        assertStandard(federated.encode(RawRows.concat(parts)), RawRows.concat(parts));
    }

    /** Present numbers have mean 0 and deviation 1 (two-pass, in doubles), missing ones are 0. */
    private static void assertStandard(Examples examples, RawRows rows) {
        for (int column = 0; column < 2; column++) {
            double sum = 0;
            double squares = 0;
            int present = 0;
            for (int row = 0; row < rows.size(); row++) {
                double value = examples.feature(row, column);
                if (rows.missing(row, column)) {
                    assertThat(value).isZero();
                } else {
                    present++;
                    sum += value;
                    squares += value * value;
                }
            }
            if (present > 1) {
                assertThat(sum / present).isCloseTo(0, within(1e-9));
                assertThat(squares / present).isCloseTo(1, within(1e-9));
            }
        }
    }

    @Test
    void aConstantColumnIsCentredOnly() {
        var rows = new RawRows.Builder(SCHEMA);
        for (int i = 0; i < 3; i++) {
            double[] row = RawRows.emptyRow(SCHEMA);
            row[0] = 0.1;
            row[2] = 1.0;
            rows.add(row, 0.0);
        }
        RawRows constant = rows.build();
        Standardization standardization = Standardization.of(SCHEMA, List.of(manifest(SCHEMA, constant)));

        assertThat(standardization.deviation(0)).isEqualTo(1.0);
        assertThat(standardization.deviation(1)).isEqualTo(1.0);
        assertThat(standardization.mean(1)).isZero();
        Examples examples = standardization.encode(constant);
        assertThat(examples.feature(0, 0)).isCloseTo(0, within(1e-12));
        assertThat(examples.feature(0, 2)).isEqualTo(1.0);
    }

    @Test
    void withoutStandardizingNumbersStayAndMissingOnesBecomeTheMean() {
        SchemaSpec spec = Tables.trialSpec();
        Schema plain = Schema.of(new SchemaSpec(spec.features(), spec.target(), spec.missing(), false));
        var rows = new RawRows.Builder(plain);
        for (double age : new double[] {10, 20, Double.NaN}) {
            double[] row = RawRows.emptyRow(plain);
            row[0] = age;
            rows.add(row, 1.0);
        }
        RawRows three = rows.build();

        Examples examples =
                Standardization.of(plain, List.of(manifest(plain, three))).encode(three);

        assertThat(List.of(examples.feature(0, 0), examples.feature(1, 0), examples.feature(2, 0)))
                .containsExactly(10.0, 20.0, 15.0);
    }

    /** Expected: exact rational arithmetic outside of Java, rounded once. */
    @Test
    void theBitsAreTheSameOnEveryJava() {
        var rows = new RawRows.Builder(SCHEMA);
        for (int i = 0; i < 50; i++) {
            double[] row = RawRows.emptyRow(SCHEMA);
            row[0] = i * 37 % 91 + i / 7.0;
            rows.add(row, i % 2);
        }
        Standardization standardization = Standardization.of(SCHEMA, List.of(manifest(SCHEMA, rows.build())));

        assertThat(Double.toHexString(standardization.mean(0))).isEqualTo("0x1.7a8f5c28f5c29p5");
        assertThat(Double.toHexString(standardization.deviation(0))).isEqualTo("0x1.add4b4911a423p4");
    }

    @Test
    void manifestsOfAnotherSchemaAreRefused() {
        RawRows rows = Tables.random(SCHEMA, new SplittableRandom(1), 5);

        assertThatThrownBy(() -> Standardization.of(Tables.regression(), List.of(manifest(SCHEMA, rows))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Standardization.of(SCHEMA, List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}

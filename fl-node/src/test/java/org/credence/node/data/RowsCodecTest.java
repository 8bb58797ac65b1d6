package org.credence.node.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowsCodecTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rowsSurviveTheirBytes(long seed) {
        var random = new SplittableRandom(seed);
        for (Schema schema : Tables.all()) {
            RawRows rows = Tables.random(schema, random, random.nextInt(20));
            var codec = new RowsCodec(schema);

            assertThat(codec.decode(codec.encode(rows))).isEqualTo(rows);
            assertThat(codec.encode(codec.decode(codec.encode(rows)))).isEqualTo(codec.encode(rows));
        }
    }

    @Test
    void theBytesAreThoseOfTheSpecification() {
        Schema schema = Tables.trial();
        double[] row = RawRows.emptyRow(schema);
        row[0] = 1.5;
        row[3] = 1.0;
        var rows = new RawRows.Builder(schema);
        rows.add(row, 1.0);

        String hex = HexFormat.of().formatHex(new RowsCodec(schema).encode(rows.build()));

        // Features in the order of the specification: stage 2, dose missing, age 1.5; then the target.
        assertThat(hex)
                .isEqualTo("43525753" + "01" + schema.digest().hex() + "00000001" + "0002" + "00" + "01"
                        + "3ff8000000000000" + "01");
    }

    @Test
    void classesAreTheirPlaceAndLabelsAByteEach() {
        var classes = new RawRows.Builder(Tables.classes());
        classes.add(RawRows.emptyRow(Tables.classes()), 0, 0, 1);
        var labels = new RawRows.Builder(Tables.labels());
        labels.add(RawRows.emptyRow(Tables.labels()), RawRows.MISSING, 1);
        byte[] oneOfThree = new RowsCodec(Tables.classes()).encode(classes.build());
        byte[] oneOfTwo = new RowsCodec(Tables.labels()).encode(labels.build());

        assertThat(HexFormat.of().formatHex(oneOfThree)).endsWith("0000" + "00" + "00" + "0002");
        assertThat(HexFormat.of().formatHex(oneOfTwo)).endsWith("0000" + "00" + "00" + "02" + "01");
        oneOfThree[oneOfThree.length - 1] = 3;
        assertThatThrownBy(() -> new RowsCodec(Tables.classes()).decode(oneOfThree))
                .hasMessage("there are 3 classes, was class 3");
        oneOfTwo[oneOfTwo.length - 1] = 3;
        assertThatThrownBy(() -> new RowsCodec(Tables.labels()).decode(oneOfTwo))
                .hasMessage("a label is 0, 1 or 2 for missing, was 3");
    }

    @Test
    void otherBytesAreRefused() {
        Schema schema = Tables.trial();
        var codec = new RowsCodec(schema);
        byte[] bytes = codec.encode(Tables.random(schema, new SplittableRandom(1), 3));

        assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(MalformedRowsException.class)
                .hasMessageContaining("end early");
        assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .hasMessageContaining("1 bytes after the last row");
        assertThatThrownBy(() -> new RowsCodec(Tables.regression()).decode(bytes))
                .hasMessageContaining("rows of schema");
        bytes[3] ^= 1;
        assertThatThrownBy(() -> codec.decode(bytes)).hasMessageContaining("rows start with CRWS");
    }
}

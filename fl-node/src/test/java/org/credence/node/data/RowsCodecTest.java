package org.credence.node.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
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
        for (Schema schema : List.of(Tables.trial(), Tables.regression())) {
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
        var rows = new RawRows.Builder(schema.width());
        rows.add(row, 1.0);

        String hex = HexFormat.of().formatHex(new RowsCodec(schema).encode(rows.build()));

        // Features in the order of the specification: stage 2, dose missing, age 1.5; then the target.
        assertThat(hex)
                .isEqualTo("43525753" + "01" + schema.digest().hex() + "00000001" + "0002" + "00" + "01"
                        + "3ff8000000000000" + "01");
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

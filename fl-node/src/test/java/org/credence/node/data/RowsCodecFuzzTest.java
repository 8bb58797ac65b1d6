package org.credence.node.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are refused by name or are the one encoding of the rows that they decode to. */
class RowsCodecFuzzTest {
    private static final RowsCodec CODEC = new RowsCodec(Tables.trial());

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @FuzzTest
    void anyBytes(byte[] bytes) {
        check(bytes);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void changedBytes(long seed) {
        var random = new SplittableRandom(seed);
        byte[] valid = CODEC.encode(Tables.random(Tables.trial(), random, 5));
        for (int change = 0; change < 100; change++) {
            byte[] bytes = valid.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(change % 2 == 0 ? 256 : 4);
            check(bytes);
        }
    }

    private static void check(byte[] bytes) {
        RawRows rows;
        try {
            rows = CODEC.decode(bytes);
        } catch (MalformedRowsException e) {
            assertThat(e).hasMessageMatching(".{5,}");
            return;
        }
        assertThat(CODEC.encode(rows)).isEqualTo(bytes);
    }
}

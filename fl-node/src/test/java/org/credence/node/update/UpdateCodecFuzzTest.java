package org.credence.node.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are refused by name or are the one encoding of what they decode to. */
class UpdateCodecFuzzTest {
    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @FuzzTest
    void anyBytes(byte[] bytes) {
        check(bytes);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void changedBytes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] valid = UpdateCodec.encode(new Update(Updates.HEADER, Updates.delta(random, 6, UpdateCodec.MAX_FIXED)));
        for (int trial = 0; trial < 50; trial++) {
            byte[] bytes = valid.clone();
            for (int changes = 0; changes <= trial % 3; changes++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            check(bytes);
        }
    }

    private static void check(byte[] bytes) {
        Update update;
        try {
            update = UpdateCodec.decode(bytes);
        } catch (InvalidUpdateException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            return;
        }
        assertThat(Arrays.equals(UpdateCodec.encode(update), bytes)).isTrue();
    }
}

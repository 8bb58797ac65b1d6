package org.credence.node.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.credence.protocol.StudyId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are refused by name or are the one encoding of what they decode to. */
class ModelCodecFuzzTest {
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
        byte[] bytes = ModelCodec.encode(new ModelState(new StudyId("study"), 3, Rows.parameters(seed, 4, 10)));
        for (int changes = 0; changes < 50; changes++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            check(bytes);
        }
    }

    private static void check(byte[] bytes) {
        ModelState state;
        try {
            state = ModelCodec.decode(bytes);
        } catch (MalformedBytesException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            return;
        }
        assertThat(Arrays.equals(ModelCodec.encode(state), bytes)).isTrue();
    }
}

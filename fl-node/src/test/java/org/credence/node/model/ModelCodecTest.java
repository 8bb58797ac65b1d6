package org.credence.node.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.credence.protocol.Digest;
import org.credence.protocol.StudyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelCodecTest {
    private static final ModelState STATE =
            new ModelState(new StudyId("trial"), 258, ParameterVector.ofFixed(new long[] {1L << 32, -1, 0}));

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @Test
    void theBytesAreAsSpecified() {
        assertThat(HexFormat.of().formatHex(ModelCodec.encode(STATE)))
                .isEqualTo("43524d" + "01" + "05" + "747269616c" + "00000102" + "00000003" + "0000000100000000"
                        + "ffffffffffffffff" + "0000000000000000");
        assertThat(ModelCodec.hash(STATE)).isEqualTo(Digest.sha256(ModelCodec.encode(STATE)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsEncodedIsDecoded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] fixed = random.longs(random.nextInt(20)).toArray();
        ModelState state =
                new ModelState(new StudyId("s" + seed), random.nextInt(1000), ParameterVector.ofFixed(fixed));

        assertThat(ModelCodec.decode(ModelCodec.encode(state))).isEqualTo(state);
    }

    @Test
    void studyAndRoundArePartOfTheHash() {
        ParameterVector parameters = STATE.parameters();

        assertThat(ModelCodec.hash(new ModelState(STATE.study(), 259, parameters)))
                .isNotEqualTo(ModelCodec.hash(STATE));
        assertThat(ModelCodec.hash(new ModelState(new StudyId("other"), 258, parameters)))
                .isNotEqualTo(ModelCodec.hash(STATE));
    }

    @Test
    void everyCutAndEveryAdditionIsRefused() {
        byte[] bytes = ModelCodec.encode(STATE);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatExceptionOfType(MalformedBytesException.class).isThrownBy(() -> ModelCodec.decode(cut));
        }
        assertThatExceptionOfType(MalformedBytesException.class)
                .isThrownBy(() -> ModelCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .withMessageContaining("24 bytes, 25 are left");
    }

    @Test
    void malformedFieldsAreNamed() {
        assertRefused(0, 'X', "do not start with 'CRM'");
        assertRefused(3, 2, "version 2 is not known, only 1");
        assertRefused(5, '/', "malformed study");
        assertRefused(5, 0xC3, "study must be visible ASCII");
        assertRefused(5, '\n', "study must be visible ASCII");
        assertRefused(10, 0x80, "round must not be negative");
        assertRefused(14, 0x7F, "parameters need");
    }

    private static void assertRefused(int offset, int value, String words) {
        byte[] bytes = ModelCodec.encode(STATE);
        bytes[offset] = (byte) value;
        assertThatExceptionOfType(MalformedBytesException.class)
                .isThrownBy(() -> ModelCodec.decode(bytes))
                .withMessageContaining(words);
    }

    @Test
    void aRoundIsNotNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ModelState(STATE.study(), -1, STATE.parameters()));
    }
}

package org.credence.node.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.credence.node.model.ParameterVector;
import org.credence.node.update.InvalidUpdateException.Reason;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.StudyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UpdateCodecTest {
    private static final UpdateHeader HEADER = Updates.HEADER;
    private static final ParameterVector DELTA = ParameterVector.ofFixed(new long[] {0, -1, 1, 64, -(1L << 52)});
    private static final byte[] BYTES = UpdateCodec.encode(new Update(HEADER, DELTA));

    /** Where the number of parameters starts. */
    private static final int LENGTH_AT = 3 + 1 + 6 + 4 + 10 + 32 + 32 + 1;

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @Test
    void theBytesAreAsSpecified() {
        assertThat(HexFormat.of().formatHex(BYTES))
                .isEqualTo("435255" + "01" + "05" + "747269616c" + "00000102" + "09" + "486f73706974616c41"
                        + HEADER.base().hex() + HEADER.schema().hex() + "01" + "00000005" + "00" + "01" + "02" + "8001"
                        + "ffffffffffffff0f");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsEncodedIsDecoded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Update update = new Update(HEADER, Updates.delta(random, random.nextInt(40), UpdateCodec.MAX_FIXED));

        byte[] bytes = UpdateCodec.encode(update);

        assertThat(UpdateCodec.decode(bytes)).isEqualTo(update);
        assertThat(UpdateCodec.decode(bytes, HEADER, update.delta().length(), UpdateCodec.MAX_FIXED))
                .isEqualTo(update.delta());
    }

    @Test
    void everyCutAndEveryAdditionIsRefused() {
        for (int length = 0; length < BYTES.length; length++) {
            byte[] cut = Arrays.copyOf(BYTES, length);
            assertRefused(Reason.MALFORMED, "not an update", () -> UpdateCodec.decode(cut));
        }
        assertRefused(
                Reason.MALFORMED, "1 bytes too many", () -> UpdateCodec.decode(Arrays.copyOf(BYTES, BYTES.length + 1)));
    }

    @Test
    void malformedFieldsAreNamed() {
        assertMalformed(0, 'X', "do not start with 'CRU'");
        assertMalformed(3, 9, "version 9 is not known, only 1");
        assertMalformed(5, '.', "malformed header");
        assertMalformed(10, 0x80, "round must not be negative");
        assertMalformed(15, '.', "malformed header");
        assertMalformed(LENGTH_AT - 1, 2, "codec 2 is not known");
        assertMalformed(LENGTH_AT, 0x7F, "need at least as many bytes");
        assertMalformed(LENGTH_AT + 3, 4, "bytes too many");
        assertMalformed(LENGTH_AT + 3, 6, "cut short");
    }

    private static void assertMalformed(int offset, int value, String words) {
        byte[] bytes = BYTES.clone();
        bytes[offset] = (byte) value;
        assertRefused(Reason.MALFORMED, words, () -> UpdateCodec.decode(bytes));
    }

    @Test
    void aParameterHasOneEncoding() {
        assertRefused(Reason.MALFORMED, "not in its shortest form", () -> UpdateCodec.decode(single("8000")));
        assertRefused(Reason.MALFORMED, "not in its shortest form", () -> UpdateCodec.decode(single("818000")));
        assertRefused(
                Reason.MALFORMED, "not in its shortest form", () -> UpdateCodec.decode(single("80808080808080808002")));
        assertRefused(Reason.MALFORMED, "is too long", () -> UpdateCodec.decode(single("8080808080808080808001")));
        assertRefused(Reason.OUT_OF_RANGE, "parameter 0", () -> UpdateCodec.decode(single("80808080808080808001")));
    }

    private static byte[] single(String parameter) {
        byte[] head = UpdateCodec.encode(new Update(HEADER, ParameterVector.zeros(1)));
        byte[] tail = HexFormat.of().parseHex(parameter);
        byte[] bytes = Arrays.copyOf(head, head.length - 1 + tail.length);
        System.arraycopy(tail, 0, bytes, head.length - 1, tail.length);
        return bytes;
    }

    @Test
    void anUpdateForSomethingElseIsRefusedByName() {
        StudyId study = HEADER.study();
        MemberId member = HEADER.member();
        Digest other = Digest.sha256(new byte[] {3});

        assertWrong(
                Reason.WRONG_STUDY, new UpdateHeader(new StudyId("t"), 258, member, HEADER.base(), HEADER.schema()));
        assertWrong(Reason.WRONG_ROUND, new UpdateHeader(study, 257, member, HEADER.base(), HEADER.schema()));
        assertWrong(Reason.WRONG_MEMBER, Updates.header("HospitalB"));
        assertWrong(Reason.WRONG_BASE, new UpdateHeader(study, 258, member, other, HEADER.schema()));
        assertWrong(Reason.WRONG_SCHEMA, new UpdateHeader(study, 258, member, HEADER.base(), other));
    }

    private static void assertWrong(Reason reason, UpdateHeader expected) {
        assertRefused(reason, "expected", () -> UpdateCodec.decode(BYTES, expected, 5, UpdateCodec.MAX_FIXED));
    }

    @Test
    void lengthAndBoundAreThoseOfTheStudy() {
        assertRefused(
                Reason.WRONG_LENGTH,
                "number of parameters is 5, expected 6",
                () -> UpdateCodec.decode(BYTES, HEADER, 6, UpdateCodec.MAX_FIXED));
        assertRefused(
                Reason.OUT_OF_RANGE,
                "parameter 4 of the update",
                () -> UpdateCodec.decode(BYTES, HEADER, 5, UpdateCodec.MAX_FIXED - 1));
    }

    @Test
    void nothingOutOfRangeIsEncoded() {
        for (long tooLarge : new long[] {UpdateCodec.MAX_FIXED + 1, -UpdateCodec.MAX_FIXED - 1, Long.MIN_VALUE}) {
            ParameterVector delta = ParameterVector.ofFixed(new long[] {0, tooLarge});
            assertRefused(Reason.OUT_OF_RANGE, "parameter 1", () -> UpdateCodec.encode(new Update(HEADER, delta)));
        }
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 0x1.0001p20}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ParameterVector.encode(new double[] {value}))
                    .withMessageContaining("parameter 0 is " + value);
        }
        assertThat(ParameterVector.encode(new double[] {0x1p20}).fixed(0)).isEqualTo(UpdateCodec.MAX_FIXED);
    }

    @Test
    void roundsAreNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UpdateHeader(HEADER.study(), -1, HEADER.member(), HEADER.base(), HEADER.schema()))
                .withMessageContaining("round");
    }

    private static void assertRefused(Reason reason, String words, ThrowingCallable call) {
        InvalidUpdateException refused = catchThrowableOfType(InvalidUpdateException.class, call);
        assertThat(refused).isNotNull().hasMessageContaining(words);
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.words()).isEqualTo(refused.getMessage());
    }
}

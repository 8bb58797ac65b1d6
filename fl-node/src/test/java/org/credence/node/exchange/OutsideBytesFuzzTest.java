package org.credence.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers and paths of strangers are read without trouble, and mean one thing. */
class OutsideBytesFuzzTest {
    private static final String[] VALID = {
        "bytes=0-499", "bytes=-5", "bytes=17-", "bytes 0-499/1234", "/v1/content/" + "0123456789abcdef".repeat(4)
    };

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @FuzzTest
    void anyBytes(byte[] bytes) {
        check(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void changedText(long seed) {
        var random = new SplittableRandom(seed);
        for (String valid : VALID) {
            var text = new StringBuilder(valid);
            for (int changes = random.nextInt(1, 4); changes > 0 && text.length() > 0; changes--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, "0-9/%.".charAt(random.nextInt(6)));
                }
            }
            check(text.toString());
        }
    }

    private static void check(String text) {
        for (long total : new long[] {0, 1, 1_000, Long.MAX_VALUE}) {
            RangeHeader.parse(text, total).ifPresent(slice -> {
                assertThat(slice.first()).isNotNegative();
                assertThat(slice.length()).isBetween(Math.min(total, 1), total - slice.first());
            });
        }
        ContentRange.parse(text)
                .ifPresent(range -> assertThat("bytes %d-%d/%d".formatted(range.first(), range.last(), range.total()))
                        .isEqualTo(withoutLeadingZeros(text)));
        ContentPath.parse(text).ifPresent(digest -> assertThat(text).isEqualTo("/v1/content/" + digest.hex()));
        assertThat(Printable.of(text)).matches("[ -~]{0,300}");
    }

    private static String withoutLeadingZeros(String text) {
        return text.replaceAll("(?<![0-9])0+(?=[0-9])", "");
    }
}

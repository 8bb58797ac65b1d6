package org.credence.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeHeaderTest {
    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    /** The examples of RFC 9110, section 14.1.2, for a content of 10,000 bytes, and the ends of each form. */
    @ParameterizedTest
    @CsvSource({
        "bytes=0-499, 0, 500",
        "bytes=500-999, 500, 500",
        "bytes=-500, 9500, 500",
        "bytes=9500-, 9500, 500",
        "bytes=0-0, 0, 1",
        "bytes=9999-, 9999, 1",
        "bytes=0-99999999999999999999, 0, 10000",
        "bytes=-99999999999999999999, 0, 10000",
        "BYTES=0000000000000000000000000001-2, 1, 2"
    })
    void oneRangeIsWhatItSays(String header, long first, long length) {
        assertThat(RangeHeader.parse(header, 10_000)).contains(new Slice(first, length, 10_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10000-", "bytes=10000-10001", "bytes=99999999999999999999-", "bytes=-0"})
    void aRangeWithoutAByteIsSatisfiedByNothing(String header) {
        assertThat(RangeHeader.parse(header, 10_000)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=5-4",
                "bytes=0-1,3-4",
                "bytes=a-b",
                "lines=0-1",
                "bytes=0x1-2",
                "bytes=+1-2",
                "bytes=1--2",
                "bytes=0-1;",
                "bytes=\u0661-2",
                "bytes = 0-1"
            })
    void whatIsNotOneRangeAsksForEverything(String header) {
        assertThat(RangeHeader.parse(header, 10_000)).contains(Slice.all(10_000));
    }

    @Test
    void emptyContentHasNoRange() {
        assertThat(RangeHeader.parse("bytes=0-", 0)).isEmpty();
        assertThat(RangeHeader.parse("bytes=-1", 0)).isEmpty();
        assertThat(RangeHeader.parse("none", 0)).contains(Slice.all(0));
    }

    /** Against the definition, byte by byte. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRangeHoldsTheBytesThatAreAtOrBetweenItsEnds(long seed) {
        var random = new SplittableRandom(seed);
        int total = random.nextInt(1, 2 + (int) seed);
        int first = random.nextInt(0, total + 3);
        int last = random.nextInt(0, total + 3);

        Optional<Slice> slice = RangeHeader.parse("bytes=%d-%d".formatted(first, last), total);

        for (int at = 0; at < total; at++) {
            boolean asked = last < first || (at >= first && at <= last);
            int here = at;
            assertThat(slice.filter(it -> here >= it.first() && here < it.first() + it.length())
                            .isPresent())
                    .isEqualTo(asked);
        }
    }
}

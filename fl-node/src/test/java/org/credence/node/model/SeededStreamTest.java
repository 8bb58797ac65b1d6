package org.credence.node.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeededStreamTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @Test
    void drawsTheSameNumbersEverywhere() {
        // python3: key = sha256(p(7) + b"example" + p(42)); sha256(key + p(0))[:8], [8:16], [16:24], [24:], sha256(key
        // + p(1))[:8]
        // with p(n) = n.to_bytes(8, "big")
        SeededStream stream = SeededStream.named("example").with(42).open();

        assertThat(LongStream.generate(stream::nextLong).limit(5).mapToObj(HexFormat.of()::toHexDigits))
                .containsExactly(
                        "84b68700927bbe9f",
                        "53607682274a675c",
                        "d136297d47c8d727",
                        "049fbe50e5c6c62d",
                        "34e3b5dfae104054");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPermutationHasEveryNumberOnce(long seed) {
        int size = (int) seed;

        int[] order = SeededStream.named("order").with(seed).open().permutation(size);

        Arrays.sort(order);
        assertThat(order).isEqualTo(IntStream.range(0, size).toArray());
    }

    @Test
    void everyOrderOfThreeIsAboutEquallyLikely() {
        SeededStream stream = SeededStream.named("order").open();
        int[] counts = new int[27];
        for (int i = 0; i < 6000; i++) {
            int[] order = stream.permutation(3);
            counts[order[0] * 9 + order[1] * 3 + order[2]]++;
        }

        // Six orders, 1000 expected of each; 5 standard deviations are 145.
        assertThat(Arrays.stream(counts).filter(count -> count > 0)).hasSize(6).allMatch(c -> Math.abs(c - 1000) < 145);
    }

    @Test
    void numbersBelowABoundAndDoublesStayInRange() {
        SeededStream stream = SeededStream.named("range").open();
        for (int i = 0; i < 2000; i++) {
            assertThat(stream.nextInt(7)).isBetween(0, 6);
            assertThat(stream.nextInt(Integer.MAX_VALUE)).isNotNegative();
            assertThat(stream.nextDouble()).isGreaterThanOrEqualTo(0).isLessThan(1);
        }
    }

    @Test
    void keysThatLookAlikeAreDifferentStreams() {
        assertThat(SeededStream.named("ab").with("c").open().nextLong())
                .isNotEqualTo(SeededStream.named("a").with("bc").open().nextLong())
                .isNotEqualTo(SeededStream.named("abc").open().nextLong());
    }
}

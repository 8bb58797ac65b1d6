package org.credence.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class BackoffTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void pausesDoubleUpToTheLongestAndAreShortenedByAHalfAtMost(long seed) {
        var random = new SplittableRandom(seed);
        Duration first = Duration.ofMillis(random.nextLong(1, 100));
        Duration longest = Duration.ofMillis(random.nextLong(1, 10_000));
        Duration any = Duration.ofSeconds(1);
        var backoff = new Backoff(new ClientLimits(any, any, any, any, any, any, first, longest, 1), random);
        for (int start = 0; start < 2; start++) {
            long full = Math.min(first.toNanos(), longest.toNanos());
            for (int i = 0; i < 20; i++) {
                assertThat(backoff.nextNanos()).isBetween(full - full / 2, full);
                full = Math.min(2 * full, longest.toNanos());
            }
            backoff.reset();
        }
    }
}

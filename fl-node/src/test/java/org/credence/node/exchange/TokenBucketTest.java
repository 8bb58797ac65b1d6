package org.credence.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenBucketTest {
    private static final Instant START = Members.START;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @Test
    void aBurstIsLetInAndThenOneForEachPartOfASecond() {
        var bucket = new TokenBucket(10, 3, START);

        assertThat(bucket.take(1, START)).isZero();
        assertThat(bucket.take(1, START)).isZero();
        assertThat(bucket.take(1, START)).isZero();
        assertThat(bucket.take(1, START)).isPositive().isLessThan(Duration.ofMillis(100));
        assertThat(bucket.take(1, START.plusMillis(100))).isZero();
        assertThat(bucket.take(1, START.plusMillis(100))).isPositive();
    }

    @Test
    void whoTakesMoreThanIsLeftWaitsUntilItIsPaid() {
        var bucket = new TokenBucket(100, 100, START);

        assertThat(bucket.take(1_000, START)).isZero();
        assertThat(bucket.take(1, START)).isBetween(Duration.ofSeconds(9), Duration.ofMillis(9_001));
        assertThat(bucket.take(1, START.plusMillis(9_001))).isZero();
    }

    @Test
    void aClockThatIsSetBackChangesNothing() {
        var bucket = new TokenBucket(1, 1, START);

        assertThat(bucket.take(1, START)).isZero();
        assertThat(bucket.take(1, START.minusSeconds(3_600))).isPositive();
        assertThat(bucket.take(1, START.minusSeconds(3_599))).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whoeverWaitsAsToldIsLetInAndNobodyGetsMoreThanRateAndBurst(long seed) {
        var random = new SplittableRandom(seed);
        long rate = random.nextLong(1, 1_000);
        long burst = random.nextLong(1, 1_000);
        var bucket = new TokenBucket(rate, burst, START);
        Instant now = START;
        long taken = 0;
        for (int step = 0; step < 200; step++) {
            Duration wait = bucket.take(1, now);
            if (wait.isZero()) {
                taken++;
                now = now.plusNanos(random.nextLong(20_000_000));
            } else {
                now = now.plus(wait);
                assertThat(bucket.take(1, now)).isZero();
                taken++;
            }
        }
        double seconds = Duration.between(START, now).toNanos() / 1e9;
        assertThat((double) taken).isLessThanOrEqualTo(burst + rate * seconds + 1);
    }
}

package org.credence.incentive.valuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundValuationTest {
    private static final byte[] SEED = "round 7".getBytes(StandardCharsets.UTF_8);

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** Gains that shrink as the coalition grows: member i brings 10 (i + 1) examples. */
    private static long saturating(long coalition) {
        long examples = 0;
        for (long members = coalition; members != 0; members &= members - 1) {
            examples += 10L * (Long.numberOfTrailingZeros(members) + 1);
        }
        return 1_000_000_000L * examples / (examples + 100);
    }

    @Test
    void exactScoresAreTheShapleyValuesRounded() {
        // One left glove, two right gloves: 2/3, 1/6, 1/6 of a unit of 100.
        RoundValuation gloves = RoundValuation.exact(3, coalition -> (coalition & 1) == 1 && coalition != 1 ? 100 : 0);
        assertThat(gloves.scores()).containsExactly(67, 17, 17);
        assertThat(gloves.grandUtility()).isEqualTo(100);
        assertThat(gloves.evaluations()).isEqualTo(8);
    }

    @Test
    void aSingleMemberIsWorthTheRound() {
        assertThat(RoundValuation.exact(1, coalition -> 5 + 7 * coalition).scores())
                .containsExactly(7);
        RoundValuation estimated =
                RoundValuation.gtg(1, coalition -> 5 + 7 * coalition, GtgParameters.of(0, 0, 40), SEED);
        assertThat(estimated.scores()).containsExactly(7);
        assertThat(estimated.emptyUtility()).isEqualTo(5);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anEstimateWithoutTruncationSharesOutTheWholeRound(long seed) {
        RoundValuation estimated = RoundValuation.gtg(
                9, RoundValuationTest::saturating, GtgParameters.of(0, 0, 50), new byte[] {(byte) seed});
        long sum = Arrays.stream(estimated.scores()).sum();
        assertThat(Math.abs(sum - estimated.grandUtility())).isLessThanOrEqualTo(9);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noCoalitionIsEvaluatedTwice(long seed) {
        Map<Long, Integer> asked = new HashMap<>();
        CoalitionUtility counting = coalition -> {
            asked.merge(coalition, 1, Integer::sum);
            return saturating(coalition);
        };
        RoundValuation estimated =
                RoundValuation.gtg(8, counting, GtgParameters.of(0, 10_000_000, 60), new byte[] {(byte) seed});
        assertThat(asked.values()).containsOnly(1);
        assertThat(estimated.evaluations()).isEqualTo(asked.size());
    }

    @Test
    void anEstimateIsCloseToTheExactValues() {
        RoundValuation exact = RoundValuation.exact(10, RoundValuationTest::saturating);
        RoundValuation estimated =
                RoundValuation.gtg(10, RoundValuationTest::saturating, GtgParameters.of(0, 0, 2000), SEED);
        double[] relative = IntStream.range(0, 10)
                .mapToDouble(i -> (double) estimated.scores()[i] / exact.scores()[i])
                .toArray();
        assertThat(relative).hasSize(10).satisfies(ratios -> {
            for (double ratio : ratios) {
                assertThat(ratio).isCloseTo(1, within(0.25));
            }
        });
    }

    @Test
    void theSameSeedGivesTheSameEstimateAndAnotherSeedAnother() {
        GtgParameters parameters = GtgParameters.of(0, 0, 30);
        long[] once = RoundValuation.gtg(20, RoundValuationTest::saturating, parameters, SEED)
                .scores();
        long[] again = RoundValuation.gtg(20, RoundValuationTest::saturating, parameters, SEED.clone())
                .scores();
        long[] other = RoundValuation.gtg(20, RoundValuationTest::saturating, parameters, new byte[1])
                .scores();
        assertThat(again).isEqualTo(once);
        assertThat(other).isNotEqualTo(once);
    }

    @Test
    void aRoundThatChangesNoMoreThanTheThresholdIsWorthNothing() {
        long grand = saturating((1 << 6) - 1);
        RoundValuation truncated =
                RoundValuation.gtg(6, RoundValuationTest::saturating, GtgParameters.of(grand, 0, 30), SEED);
        assertThat(truncated.scores()).containsOnly(0);
        assertThat(truncated.evaluations()).isEqualTo(2);
        assertThat(truncated.grandUtility()).isEqualTo(grand);
        RoundValuation counted =
                RoundValuation.gtg(6, RoundValuationTest::saturating, GtgParameters.of(grand - 1, 0, 30), SEED);
        assertThat(counted.evaluations()).isGreaterThan(2);
    }

    @Test
    void convergenceStopsTheWalkOnlyAfterTheLeastNumberOfPermutations() {
        // Additive: every permutation gives the same gains, so the first moment that may stop does.
        GtgEstimate additive = new GtgEstimate(3, BigInteger::valueOf, BigInteger.ZERO);
        for (int walked = 0; walked <= 10; walked++) {
            assertThat(additive.settled(10, 0))
                    .as("after %d permutations", walked)
                    .isFalse();
            additive.walk(new int[] {walked % 3, (walked + 1) % 3, (walked + 2) % 3});
        }
        assertThat(additive.settled(10, 0)).isTrue();
    }

    @Test
    void anEstimateThatStillMovesHasNotSettled() {
        GtgEstimate gloves =
                new GtgEstimate(2, coalition -> BigInteger.valueOf(coalition == 3 ? 1 : 0), BigInteger.ZERO);
        // All gain to member 1 four times, then once to member 0: the mean moves from (0, 1) to (1/5, 4/5), by 2/5 of
        // 1.
        for (int i = 0; i < 4; i++) {
            gloves.walk(new int[] {0, 1});
        }
        gloves.walk(new int[] {1, 0});
        assertThat(gloves.settled(1, 399_999)).isFalse();
        assertThat(gloves.settled(1, 400_000)).isTrue();
        assertThat(gloves.settled(4, 400_000)).isTrue();
    }

    @Test
    void everyMemberLeadsInTurn() {
        assertThat(RoundValuation.ledBy(2, new int[] {0, 3, 2, 1})).containsExactly(2, 0, 3, 1);
        assertThat(RoundValuation.ledBy(0, new int[] {0, 1})).containsExactly(0, 1);
    }

    @Test
    void sixtyThreeMembersCanBeEstimatedAndSixtyFourCannot() {
        GtgParameters parameters = GtgParameters.of(0, 0, 1);
        assertThat(RoundValuation.gtg(63, Long::bitCount, parameters, SEED).scores())
                .hasSize(63)
                .containsOnly(1);
        assertThatThrownBy(() -> RoundValuation.gtg(64, Long::bitCount, parameters, SEED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 63 members, was 64");
    }

    @Test
    void parametersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> GtgParameters.of(-1, 0, 1)).hasMessageContaining("roundTruncation");
        assertThatThrownBy(() -> GtgParameters.of(0, -1, 1)).hasMessageContaining("pairTruncation");
        assertThatThrownBy(() -> GtgParameters.of(0, 0, 0)).hasMessageContaining("maxPermutations");
        assertThatThrownBy(() -> new GtgParameters(0, 0, 0, 1, 1, 1)).hasMessageContaining("minPermutations");
        assertThatThrownBy(() -> new GtgParameters(0, 0, 1, 1, 0, 1)).hasMessageContaining("lag");
        assertThatThrownBy(() -> new GtgParameters(0, 0, 1, 1, 1, -1)).hasMessageContaining("toleranceMicros");
    }
}

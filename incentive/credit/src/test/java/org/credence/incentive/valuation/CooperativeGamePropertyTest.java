package org.credence.incentive.valuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The axioms on random games; the seeds' games grow from 1 to 9 players. */
class CooperativeGamePropertyTest {
    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shapleyValuesAddUpToWhatEverybodyAdds(long seed) {
        CooperativeGame game = random(seed);
        assertThat(sum(game.shapley())).isEqualTo(integer(Math.subtractExact(game.grandValue(), game.emptyValue())));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void renumberedPlayersKeepTheirWorth(long seed) {
        CooperativeGame game = random(seed);
        int[] renumbering =
                new PermutationStream(new byte[] {(byte) seed, (byte) (seed >> 8)}).nextPermutation(game.players());
        CooperativeGame renumbered = derived(game.players(), coalition -> mapped(coalition, renumbering), game);
        for (int player = 0; player < game.players(); player++) {
            assertThat(renumbered.shapley().get(player))
                    .isEqualTo(game.shapley().get(renumbering[player]));
            assertThat(renumbered.banzhaf().get(player))
                    .isEqualTo(game.banzhaf().get(renumbering[player]));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void interchangeablePlayersAreWorthTheSame(long seed) {
        CooperativeGame game = random(seed);
        int twin = game.players();
        // The twin counts as player 0 unless both are there, when it adds nothing.
        CooperativeGame withTwin =
                derived(twin + 1, coalition -> (coalition & ~(1 << twin)) | (coalition >> twin & 1), game);
        assertThat(withTwin.shapley().get(twin)).isEqualTo(withTwin.shapley().get(0));
        assertThat(withTwin.banzhaf().get(twin)).isEqualTo(withTwin.banzhaf().get(0));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whoAddsNothingIsWorthNothingAndTakesNothing(long seed) {
        CooperativeGame game = random(seed);
        int nobody = game.players();
        CooperativeGame larger = derived(nobody + 1, coalition -> coalition & ~(1 << nobody), game);
        List<Rational> expected = new ArrayList<>(game.shapley());
        expected.add(Rational.of(0));
        assertThat(larger.shapley()).isEqualTo(expected);
        assertThat(larger.banzhaf().get(nobody)).isEqualTo(Rational.of(0));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void worthInASumOfGamesIsTheSumOfTheWorths(long seed) {
        CooperativeGame one = random(seed);
        CooperativeGame other = random(seed, one.players(), seed + 1_000_000);
        CooperativeGame both = CooperativeGame.of(
                one.players(), coalition -> one.value((int) coalition) + other.value((int) coalition));
        for (int player = 0; player < one.players(); player++) {
            assertThat(both.shapley().get(player))
                    .isEqualTo(plus(one.shapley().get(player), other.shapley().get(player)));
            assertThat(both.banzhaf().get(player))
                    .isEqualTo(plus(one.banzhaf().get(player), other.banzhaf().get(player)));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theMirroredGameIsWorthTheSame(long seed) {
        CooperativeGame game = random(seed);
        int everybody = (1 << game.players()) - 1;
        CooperativeGame mirrored = CooperativeGame.of(
                game.players(), coalition -> game.grandValue() - game.value(everybody ^ (int) coalition));
        assertThat(mirrored.shapley()).isEqualTo(game.shapley());
        assertThat(mirrored.banzhaf()).isEqualTo(game.banzhaf());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void twoPlayersCannotChangeTheirBanzhafValueByMerging(long seed) {
        CooperativeGame game = random(seed, 2 + (int) (seed % 8), seed);
        int last = game.players() - 1;
        // The merged player 0 stands for players 0 and last.
        CooperativeGame merged = derived(last, coalition -> coalition | (coalition & 1) << last, game);
        assertThat(merged.banzhaf().get(0))
                .isEqualTo(plus(game.banzhaf().get(0), game.banzhaf().get(last)));
    }

    @Test
    void theLargestGameWithTheLargestValuesIsExact() {
        // Additive: every marginal of a player is its worth.
        CooperativeGame game = CooperativeGame.of(
                16, coalition -> Long.MIN_VALUE + (coalition >> 1) + (coalition & 1) * Long.MAX_VALUE);
        List<Rational> worth = game.shapley();
        assertThat(worth.get(0)).isEqualTo(integer(Long.MAX_VALUE));
        for (int player = 1; player < 16; player++) {
            assertThat(worth.get(player)).isEqualTo(integer(1L << (player - 1)));
        }
        assertThat(game.banzhaf()).isEqualTo(worth);
    }

    @Test
    void aGameHasOneToSixteenPlayers() {
        for (int wrong : new int[] {0, 3, 1, 1 << 17}) {
            assertThatThrownBy(() -> CooperativeGame.of(new long[wrong]))
                    .as("%d values", wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> CooperativeGame.of(17, coalition -> 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 16 members, was 17");
    }

    @Test
    void roundingIsToTheNearestAndTiesGoToEven() {
        assertThat(rational(5, 2).roundHalfEven()).isEqualTo(2);
        assertThat(rational(7, 2).roundHalfEven()).isEqualTo(4);
        assertThat(rational(-5, 2).roundHalfEven()).isEqualTo(-2);
        assertThat(rational(-7, 3).roundHalfEven()).isEqualTo(-2);
        assertThat(rational(8, 3).roundHalfEven()).isEqualTo(3);
        assertThat(rational(6, -3 + 6)).isEqualTo(Rational.of(2)).hasToString("2");
        assertThat(rational(-6, 4)).hasToString("-3/2");
        assertThatThrownBy(() -> rational(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static CooperativeGame random(long seed) {
        return random(seed, 1 + (int) (seed % 9), seed);
    }

    private static CooperativeGame random(long bounds, int players, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long bound = bounds < 100 ? 10 : 1L << 61;
        return CooperativeGame.of(players, coalition -> random.nextLong(-bound, bound));
    }

    private static CooperativeGame derived(int players, IntUnaryOperator coalitionOf, CooperativeGame game) {
        return CooperativeGame.of(players, coalition -> game.value(coalitionOf.applyAsInt((int) coalition)));
    }

    private static int mapped(int coalition, int[] renumbering) {
        int result = 0;
        for (int player = 0; player < renumbering.length; player++) {
            result |= (coalition >> player & 1) << renumbering[player];
        }
        return result;
    }

    private static Rational integer(long value) {
        return Rational.of(value);
    }

    private static Rational rational(long numerator, long denominator) {
        return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    private static Rational sum(List<Rational> terms) {
        return terms.stream().reduce(Rational.of(0), CooperativeGamePropertyTest::plus);
    }

    private static Rational plus(Rational a, Rational b) {
        return new Rational(
                a.numerator().multiply(b.denominator()).add(b.numerator().multiply(a.denominator())),
                a.denominator().multiply(b.denominator()));
    }
}

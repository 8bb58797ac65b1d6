package org.credence.incentive.valuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinearRoundTest {
    static LongStream seeds() {
        return LongStream.range(0, 120);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theWalkGivesTheSameBitsAsEachCoalitionOnItsOwn(long seed) {
        LinearRound round = Drawn.of(seed).round();
        CooperativeGame game = round.game();
        for (int coalition = 0; coalition < 1 << round.members(); coalition++) {
            assertThat(game.value(coalition)).as("coalition %d", coalition).isEqualTo(round.nanos(coalition));
        }
        assertThat(RoundValuation.exactLinear(round).scores())
                .isEqualTo(RoundValuation.exact(round.members(), round).scores());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aCoalitionsUtilityIsThatOfTheModelItWouldHaveMade(long seed) {
        Drawn drawn = Drawn.of(seed);
        LinearRound round = drawn.round();
        double before = drawn.loss.mean(drawn.base);
        for (int coalition = 1; coalition < 1 << round.members(); coalition++) {
            double gain = (before - drawn.loss.mean(drawn.outputsOf(coalition))) * 1e9;
            assertThat((double) round.nanos(coalition)).isCloseTo(gain, within(0.51));
        }
        assertThat(round.nanos(0)).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void scoresAddUpToTheGainOfAll(long seed) {
        LinearRound round = Drawn.of(seed).round();
        RoundValuation valuation = RoundValuation.exactLinear(round);
        long sum = Arrays.stream(valuation.scores()).sum();
        assertThat(Math.abs(sum - valuation.grandUtility())).isLessThanOrEqualTo(round.members());
        assertThat(valuation.emptyUtility()).isZero();
        assertThat(valuation.evaluations()).isEqualTo(1 << round.members());
    }

    @Test
    void equalUpdatesScoreTheSameAndAnUpdateThatRaisesTheLossScoresBelowZero() {
        double[] base = {0, 0, 0};
        double[][] updates = {{-1, 1, 1}, {-1, 1, 1}, {2, -2, -2}};
        LinearRound round =
                LinearRound.of(ValidationLoss.logLoss(new double[] {0, 1, 1}), base, updates, new long[] {7, 7, 7});
        long[] scores = RoundValuation.exactLinear(round).scores();
        assertThat(scores[0]).isEqualTo(scores[1]).isPositive();
        assertThat(scores[2]).isNegative();
    }

    /** Evaluators agree by hash: these bits must never change, on any Java. */
    @Test
    void theBitsOfAWholeRoundAreFixed() throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        for (boolean classification : new boolean[] {true, false}) {
            CooperativeGame game = Drawn.of(new PermutationStream(new byte[1]), 13, 60, classification)
                    .round()
                    .game();
            ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES << game.players());
            for (int coalition = 0; coalition < 1 << game.players(); coalition++) {
                bytes.putLong(game.value(coalition));
            }
            sha256.update(bytes.array());
        }
        assertThat(HexFormat.of().formatHex(sha256.digest()))
                .isEqualTo("6d2e0bce127c6fb26f4c94d3a94e99af73ba6c4f54d883d6197ccd4c5429e7c4");
    }

    @Test
    void wrongInputIsRefused() {
        ValidationLoss loss = ValidationLoss.logLoss(new double[] {0, 1});
        double[] base = new double[2];
        double[][] one = {new double[2]};
        assertRefused("1 updates, but 2 weights", loss, base, one, 1, 1);
        assertRefused("weight 0 must be at least 1, was 0", loss, base, one, 0);
        assertRefused("2 validation rows, but 3 outputs", loss, new double[3], one, 1);
        assertRefused("output 1 of update 0 is NaN", loss, base, new double[][] {{0, Double.NaN}}, 1);
        assertRefused(
                "output 0 of the base model is Infinity", loss, new double[] {Double.POSITIVE_INFINITY, 0}, one, 1);
        assertRefused("1 to 63 members, was 0", loss, base, new double[0][]);
        assertRefused("1 to 63 members, was 64", loss, base, new double[64][2], new long[64]);
        long[] ones = new long[17];
        Arrays.fill(ones, 1);
        LinearRound large = LinearRound.of(loss, base, new double[17][2], ones);
        assertThatThrownBy(() -> RoundValuation.exactLinear(large))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was 17");
    }

    private static void assertRefused(
            String message, ValidationLoss loss, double[] base, double[][] updates, long... weights) {
        assertThatThrownBy(() -> LinearRound.of(loss, base, updates, weights))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    /** A random round, kept in parts so that a test can work it out by other means. */
    private static final class Drawn {
        final ValidationLoss loss;
        final double[] base;
        final double[][] updates;
        final long[] weights;

        Drawn(ValidationLoss loss, double[] base, double[][] updates, long[] weights) {
            this.loss = loss;
            this.base = base;
            this.updates = updates;
            this.weights = weights;
        }

        static Drawn of(long seed) {
            PermutationStream random =
                    new PermutationStream(ByteBuffer.allocate(8).putLong(seed).array());
            return of(random, 1 + (int) (seed % 8), 1 + (int) random.nextBelow(80), seed % 3 != 0);
        }

        static Drawn of(PermutationStream random, int members, int rows, boolean classification) {
            double[] targets = uniform(random, rows, 5);
            ValidationLoss loss = classification
                    ? ValidationLoss.logLoss(Arrays.stream(targets)
                            .map(target -> target > 1 ? 1 : 0)
                            .toArray())
                    : ValidationLoss.squaredError(targets);
            double[][] updates = new double[members][];
            long[] weights = new long[members];
            for (int member = 0; member < members; member++) {
                updates[member] = uniform(random, rows, 3);
                weights[member] = 1 + random.nextBelow(100);
            }
            return new Drawn(loss, uniform(random, rows, 4), updates, weights);
        }

        /** Numbers between plus and minus the size; unlike the JDK's generators, the same in every release. */
        private static double[] uniform(PermutationStream random, int length, double size) {
            double[] numbers = new double[length];
            for (int i = 0; i < length; i++) {
                numbers[i] = ((random.nextWord() >>> 11) * 0x1p-52 - 1) * size;
            }
            return numbers;
        }

        LinearRound round() {
            return LinearRound.of(loss, base, updates, weights);
        }

        double[] outputsOf(int coalition) {
            double total = 0;
            double[] outputs = base.clone();
            for (int member = 0; member < weights.length; member++) {
                total += (coalition >> member & 1) == 1 ? weights[member] : 0;
            }
            for (int member = 0; member < weights.length; member++) {
                for (int row = 0; (coalition >> member & 1) == 1 && row < outputs.length; row++) {
                    outputs[row] += weights[member] / total * updates[member][row];
                }
            }
            return outputs;
        }
    }
}

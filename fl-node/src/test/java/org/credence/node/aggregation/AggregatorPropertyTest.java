package org.credence.node.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.credence.node.config.StudySpec.Weights;
import org.credence.node.model.ParameterVector;
import org.credence.node.update.UpdateCodec;
import org.credence.node.update.Updates;
import org.credence.protocol.MemberId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AggregatorPropertyTest {
    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    /** A round with up to 12 of its enrolled members, with weights and values up to the largest that are allowed. */
    private record Round(Aggregator aggregator, ParameterVector base, List<Contribution> contributions) {
        static Round random(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int enrolled = 1 + random.nextInt(12);
            long largest = 1L << random.nextInt(27);
            SortedMap<MemberId, Long> rows = new TreeMap<>();
            for (int i = 0; i < enrolled; i++) {
                rows.put(new MemberId("M" + i), 1 + random.nextLong(largest));
            }
            int length = 1 + random.nextInt(6);
            Aggregator aggregator =
                    new Aggregator(random.nextBoolean() ? Weights.EXAMPLES : Weights.PLAIN, rows, length);
            List<Contribution> contributions = new ArrayList<>();
            for (MemberId member : rows.keySet()) {
                if (contributions.isEmpty() || random.nextInt(3) > 0) {
                    ParameterVector delta = Updates.delta(random, length, aggregator.bound());
                    contributions.add(new Contribution(member, aggregator.weight(member), delta));
                }
            }
            return new Round(aggregator, Updates.delta(random, length, UpdateCodec.MAX_FIXED), contributions);
        }

        ParameterVector model() {
            return aggregator.aggregate(base, contributions);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theModelIsThatOfExactArithmetic(long seed) {
        Round round = Round.random(seed);

        ParameterVector model = round.model();

        for (int i = 0; i < model.length(); i++) {
            BigInteger sum = BigInteger.ZERO;
            BigInteger total = BigInteger.ZERO;
            for (Contribution one : round.contributions()) {
                BigInteger weight = BigInteger.valueOf(one.weight());
                sum = sum.add(weight.multiply(BigInteger.valueOf(one.delta().fixed(i))));
                total = total.add(weight);
            }
            BigInteger moved = new BigDecimal(sum)
                    .divide(new BigDecimal(total), 0, RoundingMode.HALF_UP)
                    .toBigIntegerExact()
                    .add(BigInteger.valueOf(round.base().fixed(i)));
            BigInteger border = BigInteger.valueOf(UpdateCodec.MAX_FIXED);
            assertThat(BigInteger.valueOf(model.fixed(i)))
                    .isEqualTo(moved.min(border).max(border.negate()));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfUpdatesDoesNotMatter(long seed) {
        Round round = Round.random(seed);
        List<Contribution> shuffled = new ArrayList<>(round.contributions());
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(round.aggregator().aggregate(round.base(), shuffled)).isEqualTo(round.model());
    }
}

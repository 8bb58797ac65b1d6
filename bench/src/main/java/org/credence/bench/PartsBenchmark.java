package org.credence.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.credence.incentive.valuation.LinearRound;
import org.credence.incentive.valuation.RoundValuation;
import org.credence.incentive.valuation.ValidationLoss;
import org.credence.node.model.ParameterVector;
import org.credence.node.update.UpdateCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The parts that a round repeats for every member: scores, the next model, an update's bytes. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PartsBenchmark {
    private static final int MEMBERS = SealedRound.MEMBERS;
    private static final int VALIDATION_ROWS = 60;

    /** A sealed round, as an evaluator has it. */
    @State(Scope.Benchmark)
    public static class ScoredRound {
        private final LinearRound round;

        /** Updates that help on the whole, as in training. */
        public ScoredRound() {
            var random = new SplittableRandom(1);
            double[] labels = new double[VALIDATION_ROWS];
            double[] base = new double[VALIDATION_ROWS];
            for (int row = 0; row < VALIDATION_ROWS; row++) {
                labels[row] = random.nextInt(2);
                base[row] = random.nextDouble(-1, 1);
            }
            double[][] updates = new double[MEMBERS][VALIDATION_ROWS];
            long[] weights = new long[MEMBERS];
            for (int member = 0; member < MEMBERS; member++) {
                weights[member] = random.nextInt(3, 78);
                for (int row = 0; row < VALIDATION_ROWS; row++) {
                    updates[member][row] = 0.1 * (labels[row] - 0.5) + random.nextDouble(-0.2, 0.2);
                }
            }
            round = LinearRound.of(ValidationLoss.logLoss(labels), base, updates, weights);
        }
    }

    /** A round's updates, as whoever aggregates has them. */
    @State(Scope.Benchmark)
    public static class Updates {
        /** Of the model: the demo's, and a perceptron's. */
        @Param({"18", "10000"})
        private int parameters;

        private SealedRound round = SealedRound.draw(1);
        private byte[] bytes = {};

        /** Draws a round of the size that is asked for. */
        @Setup
        public void draw() {
            round = SealedRound.draw(parameters);
            bytes = UpdateCodec.encode(round.update());
        }
    }

    /** Exact Shapley values of 13 members on 60 validation rows: 8192 models. */
    @Benchmark
    public RoundValuation valueRound(ScoredRound scored) {
        return RoundValuation.exactLinear(scored.round);
    }

    /** The next model from 13 updates. */
    @Benchmark
    public ParameterVector aggregate(Updates updates) {
        SealedRound round = updates.round;
        return round.aggregator().aggregate(round.base(), round.contributions());
    }

    /** An update's bytes. */
    @Benchmark
    public byte[] encodeUpdate(Updates updates) {
        return UpdateCodec.encode(updates.round.update());
    }

    /** A received update, checked. */
    @Benchmark
    public ParameterVector decodeUpdate(Updates updates) {
        SealedRound round = updates.round;
        return UpdateCodec.decode(
                updates.bytes,
                round.update().header(),
                updates.parameters,
                round.aggregator().bound());
    }
}

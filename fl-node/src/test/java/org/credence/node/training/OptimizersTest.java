package org.credence.node.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.credence.node.config.StudySpec.Optimizer;
import org.credence.node.model.Models;
import org.credence.node.model.TribuoParameters;
import org.junit.jupiter.api.Test;
import org.tribuo.math.FeedForwardParameters;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.la.Tensor;
import org.tribuo.math.optimisers.RMSProp;

class OptimizersTest {
    private static final int LENGTH = 4;
    private static final int STEPS = 25;
    private static final double LEARNING_RATE = 0.05;

    /** The updates of a number of steps on the same random gradients, one array a step. */
    private static double[][] run(StochasticGradientOptimiser optimizer) {
        FeedForwardParameters parameters = TribuoParameters.of(Models.linear(LENGTH - 1), new double[LENGTH]);
        optimizer.initialise(parameters);
        double[][] updates = new double[STEPS][];
        for (int step = 0; step < STEPS; step++) {
            Tensor[] gradient = parameters.getEmptyCopy();
            TribuoParameters.fill(gradient, gradient(step));
            updates[step] = TribuoParameters.flatten(optimizer.step(gradient, 1));
        }
        return updates;
    }

    private static double[] gradient(int step) {
        return new SplittableRandom(step).doubles(LENGTH, -1, 1).toArray();
    }

    private static StochasticGradientOptimiser ours(Optimizer optimizer) {
        return Optimizers.of(
                Plans.sgd()
                        .with(optimizer)
                        .learningRate(Double.toString(LEARNING_RATE))
                        .of(Models.linear(1))
                        .training(),
                0);
    }

    private static void assertClose(double[][] actual, double[][] expected) {
        for (int step = 0; step < STEPS; step++) {
            assertThat(actual[step]).containsExactly(expected[step], within(1e-12));
        }
    }

    @Test
    void adamIsThePapersAlgorithm() {
        double[][] expected = new double[STEPS][LENGTH];
        double[] m = new double[LENGTH];
        double[] v = new double[LENGTH];
        for (int t = 1; t <= STEPS; t++) {
            double[] g = gradient(t - 1);
            for (int i = 0; i < LENGTH; i++) {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                double mHat = m[i] / (1 - Math.pow(0.9, t));
                double vHat = v[i] / (1 - Math.pow(0.999, t));
                expected[t - 1][i] = LEARNING_RATE * mHat / (Math.sqrt(vHat) + 1e-8);
            }
        }

        assertClose(run(ours(Optimizer.ADAM)), expected);
    }

    /** Why we have our own: the first step of Adam is the learning rate against the sign of the slope, whatever its size. */
    @Test
    void tribuosAdamMultipliesWhereItMustDivide() {
        double[] tribuo = run(new org.tribuo.math.optimisers.Adam(LEARNING_RATE, 0.9, 0.999, 1e-8))[0];
        double[] ours = run(ours(Optimizer.ADAM))[0];

        for (int i = 0; i < LENGTH; i++) {
            double sign = Math.signum(gradient(0)[i]);
            assertThat(ours[i]).isCloseTo(sign * LEARNING_RATE, within(1e-6));
            assertThat(Math.abs(tribuo[i])).isLessThan(0.1 * LEARNING_RATE);
        }
    }

    @Test
    void rmsPropTakesTribuosSteps() {
        assertClose(run(ours(Optimizer.RMSPROP)), run(new RMSProp(LEARNING_RATE, 0.9)));
    }

    @Test
    void adaGradDividesByTheRootOfAllSquares() {
        double[][] expected = new double[STEPS][LENGTH];
        double[] squares = new double[LENGTH];
        for (int step = 0; step < STEPS; step++) {
            double[] g = gradient(step);
            for (int i = 0; i < LENGTH; i++) {
                squares[i] += g[i] * g[i];
                expected[step][i] = LEARNING_RATE * g[i] / (1e-6 + Math.sqrt(squares[i]));
            }
        }

        assertClose(run(ours(Optimizer.ADAGRAD)), expected);
    }

    @Test
    void ourOptimizersStartAnewAfterAResetAndInACopy() {
        for (Optimizer optimizer : new Optimizer[] {Optimizer.ADAM, Optimizer.RMSPROP}) {
            StochasticGradientOptimiser used = ours(optimizer);
            double[][] first = run(used);
            used.reset();

            assertClose(run(used), first);
            assertClose(run(used.copy()), first);
            assertThat(used.getProvenance().getClassName())
                    .isEqualTo(used.getClass().getName());
        }
    }
}

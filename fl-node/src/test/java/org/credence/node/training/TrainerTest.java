package org.credence.node.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.credence.node.config.StudySpec.ModelKind;
import org.credence.node.config.StudySpec.Optimizer;
import org.credence.node.config.StudySpec.OptimizerState;
import org.credence.node.config.StudySpec.RowOrder;
import org.credence.node.config.StudySpec.TargetType;
import org.credence.node.data.Examples;
import org.credence.node.model.Layer;
import org.credence.node.model.Logistic;
import org.credence.node.model.Model;
import org.credence.node.model.Models;
import org.credence.node.model.ParameterVector;
import org.credence.node.model.Rows;
import org.credence.protocol.MemberId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {
    private static final int FEATURES = 6;
    private static final OptimizerMemory NONE = OptimizerMemory.none();

    static Stream<Model> models() {
        return Stream.of(
                Models.logistic(FEATURES),
                Models.linear(FEATURES),
                Models.perceptron(TargetType.BINARY, FEATURES, 5),
                Models.perceptron(TargetType.NUMBER, FEATURES, 4, 3),
                Models.softmax(FEATURES, 3),
                Models.labels(FEATURES, 4),
                Models.perceptron(TargetType.CLASSES, 3, FEATURES, List.of(4)),
                Models.perceptron(TargetType.LABELS, 2, FEATURES, List.of(4)));
    }

    private static Examples rows(Model model, int size) {
        return switch (model.task()) {
            case BINARY -> Rows.binary(21, size, FEATURES);
            case NUMBER -> Rows.numbers(21, size, FEATURES);
            case CLASSES -> Rows.classes(21, size, FEATURES, model.outputs());
            case LABELS -> Rows.labels(21, size, FEATURES, model.outputs());
        };
    }

    private static ParameterVector base(Model model) {
        return Rows.parameters(22, model.parameterCount(), 0.8);
    }

    private static double[] delta(Plans plans, Model model, Examples rows) {
        return new Trainer(plans.of(model), rows).train(base(model), 0, NONE).delta();
    }

    /** The mean loss that training minimizes, written down again from its definition. */
    private static double objective(Model model, double[] parameters, Examples rows, double l2) {
        double[] scores = model.score(parameters, rows);
        double loss = 0;
        for (int row = 0; row < rows.size(); row++) {
            loss += loss(
                    model, Arrays.copyOfRange(scores, row * model.outputs(), (row + 1) * model.outputs()), rows, row);
        }
        double squares = 0;
        for (Layer layer : model.layers()) {
            for (int unit = 0; unit < layer.units(); unit++) {
                for (int i = 0; i < layer.inputs(); i++) {
                    double weight = parameters[layer.offset() + unit * layer.rowLength() + i];
                    squares += weight * weight;
                }
            }
        }
        return loss / rows.size() + l2 / 2 * squares;
    }

    private static double loss(Model model, double[] scores, Examples rows, int row) {
        double loss = 0;
        double sum = 0;
        for (int output = 0; output < scores.length; output++) {
            sum += Math.exp(scores[output]);
            if (rows.labelled(row, output)) {
                double target = rows.target(row, output);
                double error = scores[output] - target;
                loss += switch (model.task()) {
                    case BINARY, LABELS -> Logistic.loss(scores[output], target);
                    case NUMBER -> error * error / 2;
                    case CLASSES -> -target * scores[output];
                };
            }
        }
        return model.task() == TargetType.CLASSES ? loss + Math.log(sum) : loss;
    }

    /** The same rows among columns that are 0 everywhere: sparse vectors in place of dense ones. */
    @ParameterizedTest
    @EnumSource(Optimizer.class)
    void sparseRowsGiveTheBitsOfDenseOnes(Optimizer optimizer) {
        int wide = 5 * FEATURES;
        for (TargetType task : TargetType.values()) {
            int outputs = task == TargetType.BINARY || task == TargetType.NUMBER ? 1 : 3;
            ModelKind kind = task == TargetType.NUMBER ? ModelKind.LINEAR : ModelKind.LOGISTIC;
            Model narrow = Model.of(Models.spec(kind), task, outputs, FEATURES);
            Model padded = Model.of(Models.spec(kind), task, outputs, wide);
            Examples rows = rows(narrow, 20);
            double[][] features = new double[rows.size()][wide];
            double[][] targets = new double[rows.size()][outputs];
            for (int row = 0; row < rows.size(); row++) {
                for (int output = 0; output < outputs; output++) {
                    targets[row][output] = rows.labelled(row, output) ? rows.target(row, output) : Double.NaN;
                }
                System.arraycopy(rows.row(row).toArray(), 0, features[row], 0, FEATURES);
            }
            Plans plans = Plans.sgd().with(optimizer).batchSize(3).passes(2).l2("0.01");

            double[] dense = new Trainer(plans.of(narrow), rows)
                    .train(ParameterVector.zeros(narrow.parameterCount()), 0, NONE)
                    .trained();
            double[] sparse = new Trainer(plans.of(padded), Examples.of(features, targets, wide, outputs))
                    .train(ParameterVector.zeros(padded.parameterCount()), 0, NONE)
                    .trained();

            for (int output = 0; output < outputs; output++) {
                for (int i = 0; i <= FEATURES; i++) {
                    int column = i < FEATURES ? i : wide;
                    assertThat(sparse[output * (wide + 1) + column]).isEqualTo(dense[output * (FEATURES + 1) + i]);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void aStepFollowsTheSlopeOfMeanLossAndPenalty(Model model) {
        Examples rows = rows(model, 15);
        double[] start = base(model).decode();

        double[] delta = delta(Plans.sgd().learningRate("1").batchSize(15).l2("0.3"), model, rows);

        double step = 1e-6;
        for (int i = 0; i < start.length; i++) {
            double[] up = start.clone();
            double[] down = start.clone();
            up[i] += step;
            down[i] -= step;
            double slope = (objective(model, up, rows, 0.3) - objective(model, down, rows, 0.3)) / (2 * step);
            assertThat(delta[i]).as("parameter %d", i).isCloseTo(-slope, within(1e-7));
        }
    }

    /** Batches of 4 from 10 rows: two full ones and one of 2, each a mean (Tribuo's own minibatches are not). */
    @ParameterizedTest
    @EnumSource(names = {"SGD", "MOMENTUM"})
    void aLinearKernelIsAHandWrittenLoop(Optimizer optimizer) {
        for (Model model : List.of(Models.logistic(FEATURES), Models.linear(FEATURES))) {
            Examples rows = rows(model, 10);
            double rho = optimizer == Optimizer.MOMENTUM ? 0.9 : 0;
            double[] weights = base(model).decode();
            double[] velocity = new double[weights.length];
            for (int pass = 0; pass < 3; pass++) {
                for (int first = 0; first < 10; first += 4) {
                    handStep(model, rows, first, Math.min(10, first + 4), rho, weights, velocity);
                }
            }

            double[] delta = delta(Plans.sgd().with(optimizer).passes(3).l2("0.01"), model, rows);

            double[] start = base(model).decode();
            for (int i = 0; i < weights.length; i++) {
                assertThat(start[i] + delta[i]).isCloseTo(weights[i], within(1e-12));
            }
        }
    }

    private static void handStep(
            Model model, Examples rows, int first, int end, double rho, double[] weights, double[] velocity) {
        double[] gradient = new double[weights.length];
        for (int row = first; row < end; row++) {
            double score = weights[FEATURES];
            for (int i = 0; i < FEATURES; i++) {
                score += weights[i] * rows.feature(row, i);
            }
            double error = (model.task() == TargetType.BINARY ? 1 / (1 + Math.exp(-score)) : score) - rows.target(row);
            for (int i = 0; i < FEATURES; i++) {
                gradient[i] += error * rows.feature(row, i) / (end - first);
            }
            gradient[FEATURES] += error / (end - first);
        }
        for (int i = 0; i < weights.length; i++) {
            double penalty = i < FEATURES ? 0.01 * weights[i] : 0;
            velocity[i] = rho * velocity[i] - (gradient[i] + penalty);
            weights[i] += 0.1 * velocity[i];
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoRoundsOfOnePassAreOneRoundOfTwoPasses(Optimizer optimizer) {
        for (RowOrder order : RowOrder.values()) {
            Plans plans = Plans.sgd().with(optimizer).with(OptimizerState.KEEP).with(order);
            for (Model model : models().toList()) {
                Examples rows = rows(model, 11);
                ParameterVector base = base(model);

                TrainingResult both = new Trainer(plans.passes(2).of(model), rows).train(base, 0, NONE);
                Trainer single = new Trainer(plans.of(model), rows);
                TrainingResult first = single.train(base, 0, NONE);
                OptimizerMemory stored = OptimizerMemory.ofBytes(first.memory().toBytes());
                TrainingResult second = single.trainFrom(first.trained(), 1, stored);

                assertThat(second.trained()).isEqualTo(both.trained());
                assertThat(second.memory()).isEqualTo(both.memory());
            }
        }
    }

    private static double[] sum(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] + b[i]).toArray();
    }

    @Test
    void iterationsGoOnWhereTheRoundBeforeStopped() {
        Model model = Models.linear(FEATURES);
        Examples rows = rows(model, 10);
        Trainer twoSteps = new Trainer(Plans.sgd().iterations(2).of(model), rows);

        // Three batches a pass: round 0 takes batches 0 and 1, round 1 takes 2 and 0.
        double[] third = new Trainer(Plans.sgd().iterations(1).of(model), rows)
                .train(base(model), 2, NONE)
                .delta();
        TrainingResult round = twoSteps.train(base(model), 1, NONE);
        double[] fourth = new Trainer(Plans.sgd().iterations(1).of(model), rows)
                .trainFrom(sum(base(model).decode(), third), 3, NONE)
                .delta();

        assertThat(round.steps()).isEqualTo(2);
        assertThat(round.delta()).containsExactly(sum(third, fourth), within(1e-15));
    }

    @Test
    void aShuffledPassHasEveryRowOnceInAnOrderOfItsOwn() {
        TrainingPlan plan = Plans.sgd().with(RowOrder.SHUFFLED).of(Models.linear(FEATURES));
        Batches batches = new Batches(plan, 10);

        int[] first = pass(batches, 0);
        int[] second = pass(batches, 1);

        assertThat(first).isNotEqualTo(second).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(second).containsExactlyInAnyOrder(first);
        assertThat(pass(batches, 0)).isEqualTo(first);
        TrainingPlan other = Plans.sgd().with(RowOrder.SHUFFLED).of(Models.linear(FEATURES), new MemberId("HospitalB"));
        assertThat(pass(new Batches(other, 10), 0)).isNotEqualTo(first);
    }

    private static int[] pass(Batches batches, long pass) {
        assertThat(batches.perPass()).isEqualTo(3);
        return IntStream.range(0, 3)
                .flatMap(i -> Arrays.stream(batches.batch(pass * 3 + i)))
                .toArray();
    }

    @Test
    void momentumThatIsKeptChangesTheNextRound() {
        Model model = Models.logistic(FEATURES);
        Examples rows = rows(model, 8);
        Plans plans = Plans.sgd().with(Optimizer.MOMENTUM);

        TrainingResult kept = new Trainer(plans.with(OptimizerState.KEEP).of(model), rows).train(base(model), 0, NONE);
        TrainingResult restarted = new Trainer(plans.of(model), rows).train(base(model), 0, NONE);

        assertThat(restarted.delta()).isEqualTo(kept.delta());
        assertThat(restarted.memory()).isEqualTo(NONE);
        assertThat(kept.memory().steps()).isEqualTo(2);
        Trainer again = new Trainer(plans.with(OptimizerState.KEEP).of(model), rows);
        assertThat(again.train(base(model), 1, kept.memory()).delta())
                .isNotEqualTo(again.train(base(model), 1, NONE).delta());
        assertThat(new Trainer(plans.of(model), rows)
                        .train(base(model), 1, kept.memory())
                        .delta())
                .isEqualTo(again.train(base(model), 1, NONE).delta());
    }

    /** A trainer of Tribuo's that threads share gives results by their order of arrival. */
    @Test
    void threadsShareATrainer() throws Exception {
        Model model = Models.perceptron(TargetType.BINARY, FEATURES, 4);
        Trainer trainer = new Trainer(Plans.sgd().with(RowOrder.SHUFFLED).of(model), rows(model, 20));
        List<double[]> alone = IntStream.range(0, 40)
                .mapToObj(round -> trainer.train(base(model), round, NONE).delta())
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<double[]>> calls = IntStream.range(0, 40)
                    .mapToObj(round -> (Callable<double[]>)
                            () -> trainer.train(base(model), round, NONE).delta())
                    .toList();
            List<Future<double[]>> together = threads.invokeAll(calls);
            for (int round = 0; round < 40; round++) {
                assertThat(together.get(round).get()).isEqualTo(alone.get(round));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Tribuo's minibatches fail when rows with and without zeros meet; here every row is dense. */
    @Test
    void rowsWithAndWithoutZerosShareABatch() {
        Examples rows = Examples.of(new double[][] {{1, 2}, {0, 3}, {0, 0}}, new double[] {1, 0, 1}, 2);
        Model model = Models.logistic(2);

        double[] delta = new Trainer(Plans.sgd().batchSize(3).learningRate("6").of(model), rows)
                .train(ParameterVector.zeros(3), 0, NONE)
                .delta();

        assertThat(delta).containsExactly(new double[] {1, 2 - 3, 1}, within(1e-15));
    }

    @Test
    void trainingThatDivergesSaysWhatToChange() {
        Model model = Models.linear(FEATURES);
        Trainer trainer = new Trainer(Plans.sgd().learningRate("1e9").passes(50).of(model), rows(model, 12));

        assertThatExceptionOfType(TrainingDivergedException.class)
                .isThrownBy(() -> trainer.train(base(model), 7, NONE))
                .withMessageContaining("HospitalA diverged in round 7")
                .withMessageContaining("lower training.learningRate");
    }

    @Test
    void rowsThatCannotBeTrainedOnAreRefused() {
        TrainingPlan plan = Plans.sgd().of(Models.logistic(2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trainer(plan, Examples.of(new double[0][], new double[0], 2)))
                .withMessage("HospitalA has no rows to train on");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trainer(plan, Rows.binary(1, 3, 4)))
                .withMessageContaining("2 features, the rows have 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trainer(plan, Examples.of(new double[][] {{1, 1}}, new double[] {0.5}, 2)))
                .withMessageContaining("row 0 must be 0 or 1, was 0.5");
    }

    @Test
    void baseAndMemoryMustHaveTheModelsLength() {
        Model model = Models.logistic(FEATURES);
        Plans plans = Plans.sgd().with(Optimizer.ADAGRAD).with(OptimizerState.KEEP);
        Trainer trainer = new Trainer(plans.of(model), rows(model, 4));
        OptimizerMemory shorter = OptimizerMemory.of(1, List.of(new double[3]));

        assertThatIllegalArgumentException().isThrownBy(() -> trainer.train(ParameterVector.zeros(3), 0, NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> trainer.train(base(model), 1, shorter));
    }
}

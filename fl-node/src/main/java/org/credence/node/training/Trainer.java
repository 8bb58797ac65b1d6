package org.credence.node.training;

import org.credence.node.config.StudySpec.OptimizerState;
import org.credence.node.config.StudySpec.TargetType;
import org.credence.node.data.Examples;
import org.credence.node.data.FeatureRow;
import org.credence.node.model.Layer;
import org.credence.node.model.ParameterVector;
import org.credence.node.model.TribuoParameters;
import org.tribuo.common.sgd.SGDObjective;
import org.tribuo.math.FeedForwardParameters;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.SGDVector;
import org.tribuo.math.la.SparseVector;
import org.tribuo.math.la.Tensor;
import org.tribuo.regression.sgd.objectives.SquaredLoss;

/**
 * Trains a study's model on one member's rows. A round is a function of base, round and optimizer memory alone; nothing is kept
 * between calls, so one trainer serves several threads. Minimizes the mean over a batch of the log-loss (binary target, classes; of
 * labels the sum over those that are there) or half the squared error (number), plus {@code l2 / 2} times the squared weights, biases
 * excluded.
 *
 * <p>Rows that are mostly zeros are sparse vectors; the bits are the same either way.
 */
public final class Trainer {
    private final TrainingPlan plan;
    /** Rows with a smaller share of features other than 0 are sparse. */
    private static final double SPARSE_SHARE = 0.25;

    private final SGDVector[] rows;
    private final DenseVector[] targets;
    private final SGDObjective<DenseVector> objective;
    private final double l2;

    /**
     * Converts the rows to Tribuo's vectors, once for the whole study.
     *
     * @throws IllegalArgumentException if there is no row, the features differ in number from the model's, or a target other
     *     than a number is neither 0 nor 1
     */
    public Trainer(TrainingPlan plan, Examples examples) {
        if (examples.size() == 0) {
            throw new IllegalArgumentException("%s has no rows to train on".formatted(plan.member()));
        }
        if (examples.features() != plan.model().features()) {
            throw new IllegalArgumentException("the model has %d features, the rows have %d"
                    .formatted(plan.model().features(), examples.features()));
        }
        this.plan = plan;
        this.l2 = plan.training().l2().doubleValue();
        if (examples.outputs() != plan.model().outputs()) {
            throw new IllegalArgumentException("the model has %d outputs, the rows have %d targets"
                    .formatted(plan.model().outputs(), examples.outputs()));
        }
        this.rows = new SGDVector[examples.size()];
        this.targets = new DenseVector[examples.size()];
        this.objective = objective(plan.model().task());
        for (int i = 0; i < rows.length; i++) {
            rows[i] = withBias(examples.row(i));
            targets[i] = targets(examples, i);
        }
    }

    private static SGDObjective<DenseVector> objective(TargetType task) {
        return switch (task) {
            case BINARY, LABELS -> new LogisticObjective();
            case CLASSES -> new SoftmaxObjective();
            case NUMBER -> new SquaredLoss();
        };
    }

    private static SGDVector withBias(FeatureRow row) {
        int[] columns = new int[row.entries() + 1];
        double[] values = new double[columns.length];
        for (int entry = 0; entry < row.entries(); entry++) {
            columns[entry] = row.column(entry);
            values[entry] = row.value(entry);
        }
        columns[row.entries()] = row.size();
        values[row.entries()] = 1.0;
        if (row.entries() < SPARSE_SHARE * row.size()) {
            return SparseVector.createSparseVector(row.size() + 1, columns, values);
        }
        DenseVector vector = new DenseVector(row.size() + 1);
        for (int entry = 0; entry < columns.length; entry++) {
            vector.set(columns[entry], values[entry]);
        }
        return vector;
    }

    /** A row's targets, those that are missing as NaN. */
    private DenseVector targets(Examples examples, int row) {
        DenseVector vector = new DenseVector(examples.outputs(), Double.NaN);
        for (int output = 0; output < examples.outputs(); output++) {
            if (examples.labelled(row, output)) {
                vector.set(output, target(examples, row, output));
            }
        }
        return vector;
    }

    private double target(Examples examples, int row, int output) {
        double target = examples.target(row, output);
        if (plan.model().task() != TargetType.NUMBER && target != 0 && target != 1) {
            throw new IllegalArgumentException("the target of row %d must be 0 or 1, was %s".formatted(row, target));
        }
        return target;
    }

    /**
     * One round.
     *
     * @param base parameters that the round starts from
     * @param round from 0; decides which batches of the member's stream are next
     * @param memory of the round before where the study keeps it, {@link OptimizerMemory#none()} in the first round; not looked at
     *     where the study restarts it
     * @throws IllegalArgumentException if base or memory do not have the model's length
     * @throws TrainingDivergedException if a parameter becomes infinite or NaN
     */
    public TrainingResult train(ParameterVector base, int round, OptimizerMemory memory) {
        return trainFrom(base.decode(), round, memory);
    }

    TrainingResult trainFrom(double[] start, int round, OptimizerMemory memory) {
        boolean keep = plan.training().momentumState() == OptimizerState.KEEP;
        OptimizerMemory before = keep ? memory : OptimizerMemory.none();
        FeedForwardParameters parameters = TribuoParameters.of(plan.model(), start);
        RememberedParameters remembered = new RememberedParameters(parameters, before);
        StochasticGradientOptimiser optimizer = Optimizers.of(plan.training(), before.steps());
        optimizer.initialise(remembered);
        Batches batches = new Batches(plan, rows.length);
        long steps = batches.perRound();
        long first = round * steps;
        for (long step = first; step < first + steps; step++) {
            Tensor[] gradient = meanGradient(parameters, batches.batch(step));
            decay(gradient, parameters);
            parameters.update(optimizer.step(gradient, 1.0));
        }
        double[] trained = TribuoParameters.flatten(parameters.get());
        double[] delta = difference(trained, start, round);
        OptimizerMemory after =
                keep ? OptimizerMemory.of(before.steps() + steps, remembered.slots()) : OptimizerMemory.none();
        return new TrainingResult(trained, delta, steps, after);
    }

    /* Tribuo 4.3.2's own minibatches sum the gradients and then multiply by their number again; this is the mean. */
    private Tensor[] meanGradient(FeedForwardParameters parameters, int[] batch) {
        Tensor[] sum = parameters.getEmptyCopy();
        for (int row : batch) {
            Tensor[] next = gradient(parameters, row);
            for (int l = 0; l < sum.length; l++) {
                sum[l].intersectAndAddInPlace(next[l]);
            }
        }
        for (Tensor layer : sum) {
            layer.scaleInPlace(1.0 / batch.length);
        }
        return sum;
    }

    private Tensor[] gradient(FeedForwardParameters parameters, int row) {
        DenseVector score = parameters.predict(rows[row]);
        return parameters.gradients(objective.lossAndGradient(targets[row], score), rows[row]);
    }

    private void decay(Tensor[] gradient, FeedForwardParameters parameters) {
        if (l2 == 0) {
            return;
        }
        for (int l = 0; l < gradient.length; l++) {
            Layer layer = plan.model().layers().get(l);
            DenseMatrix weights = (DenseMatrix) parameters.get()[l];
            DenseMatrix target = (DenseMatrix) gradient[l];
            for (int unit = 0; unit < layer.units(); unit++) {
                for (int i = 0; i < layer.inputs(); i++) {
                    target.add(unit, i, -l2 * weights.get(unit, i));
                }
            }
        }
    }

    private double[] difference(double[] trained, double[] start, int round) {
        double[] delta = new double[start.length];
        for (int i = 0; i < delta.length; i++) {
            delta[i] = trained[i] - start[i];
            if (!Double.isFinite(delta[i])) {
                throw new TrainingDivergedException(
                        "training of %s diverged in round %d: parameter %d became %s; lower training.learningRate (is %s)"
                                .formatted(
                                        plan.member(),
                                        round,
                                        i,
                                        trained[i],
                                        plan.training().learningRate()));
            }
        }
        return delta;
    }
}

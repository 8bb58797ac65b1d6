package org.credence.node.training;

import org.credence.node.config.StudySpec.TrainingSpec;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.math.optimisers.SGD;

/** The optimizer that a study names. */
final class Optimizers {
    private static final double ADAGRAD_EPSILON = 1e-6;

    private Optimizers() {}

    /** @param stepsBefore steps that the optimizer took in earlier rounds, if it goes on; 0 if it starts anew */
    static StochasticGradientOptimiser of(TrainingSpec training, long stepsBefore) {
        double learningRate = training.learningRate().doubleValue();
        double momentum = training.momentum().doubleValue();
        return switch (training.optimizer()) {
            case SGD -> SGD.getSimpleSGD(learningRate);
            case MOMENTUM -> SGD.getSimpleSGD(learningRate, momentum, SGD.Momentum.STANDARD);
            case ADAGRAD -> new AdaGrad(learningRate, ADAGRAD_EPSILON);
            case RMSPROP -> new RmsProp(learningRate);
            case ADAM -> new Adam(learningRate, stepsBefore);
        };
    }
}

package org.credence.node.model;

import java.util.List;
import org.credence.node.config.StudySpec.InitialWeights;
import org.credence.node.config.StudySpec.ModelKind;
import org.credence.node.config.StudySpec.ModelSpec;
import org.credence.node.config.StudySpec.TargetType;
import org.credence.node.data.Examples;

/**
 * What a study trains: a function from features and parameters to one score for each output: the logit of the positive class or of
 * each label, a score for each class, or the predicted value. It holds shapes only; parameters come with each call. Immutable, safe
 * for use by several threads.
 */
public sealed interface Model permits LinearModel, PerceptronModel {

    /**
     * The model that a study describes.
     *
     * @param outputs scores of a row, at least 1
     * @param features columns after encoding, at least 1
     * @throws IllegalArgumentException if the kind does not suit the target, there is no feature, or the model is too large
     */
    static Model of(ModelSpec spec, TargetType target, int outputs, int features) {
        if (!spec.kind().predicts(target)) {
            throw new IllegalArgumentException("a %s model cannot predict a %s target; use %s or MLP"
                    .formatted(
                            spec.kind(), target, target == TargetType.NUMBER ? ModelKind.LINEAR : ModelKind.LOGISTIC));
        }
        if (spec.kind() == ModelKind.MLP) {
            return new PerceptronModel(target, Layers.of(features, spec.hidden(), outputs));
        }
        return new LinearModel(target, Layers.of(features, List.of(), outputs).get(0));
    }

    /** What the scores are of: logits of a binary target or of labels, scores of classes, or a value. */
    TargetType task();

    /** Whether the score is linear in the parameters, so that scores of a sum of parameters are sums of scores. */
    boolean isLinear();

    /** The layers, from input to output; exactly one if linear. */
    List<Layer> layers();

    /**
     * The scores of each row, one for each output, row by row, with the same bits on every machine.
     *
     * @param parameters of length {@link #parameterCount()}
     * @throws IllegalArgumentException if the parameters or the features differ in number from the model's
     */
    double[] score(double[] parameters, Examples examples);

    /** Columns of a row. */
    default int features() {
        return layers().get(0).inputs();
    }

    /** Scores of a row. */
    default int outputs() {
        return layers().get(layers().size() - 1).units();
    }

    /** Length of a parameter vector. */
    default int parameterCount() {
        return layers().get(layers().size() - 1).end();
    }

    /**
     * The probability of the positive class that a logit stands for, in [0, 1], by {@code StrictMath}.
     *
     * @throws IllegalStateException if the scores are no logits
     */
    default double probability(double score) {
        if (task() == TargetType.NUMBER || task() == TargetType.CLASSES) {
            throw new IllegalStateException("the score of a %s model is no logit".formatted(task()));
        }
        return Logistic.probability(score);
    }

    /**
     * The parameters that round 0 starts from: zeros, or for {@link InitialWeights#SEEDED} biases of zero and weights uniform in
     * {@code (-b, b)}, where {@code b} is {@code sqrt(6 / inputs)} before a ReLU (He et al., ICCV 2015) and
     * {@code sqrt(6 / (inputs + 1))} at the output (Glorot and Bengio, AISTATS 2010).
     *
     * @throws IllegalArgumentException if a perceptron shall start from zero: its hidden units would stay equal for ever
     */
    default ParameterVector initial(InitialWeights how, long seed) {
        if (how == InitialWeights.ZERO) {
            if (!isLinear()) {
                throw new IllegalArgumentException(
                        "model.initial must be seeded for an MLP with hidden layers: from zero all its units stay"
                                + " equal");
            }
            return ParameterVector.zeros(parameterCount());
        }
        return ParameterVector.encode(InitialParameters.draw(layers(), seed));
    }
}

package org.credence.node.model;

import java.util.List;
import org.credence.node.config.StudySpec.InitialWeights;
import org.credence.node.config.StudySpec.ModelKind;
import org.credence.node.config.StudySpec.ModelSpec;
import org.credence.node.config.StudySpec.TargetType;

/** Models for tests. */
public final class Models {
    private Models() {}

    public static Model logistic(int features) {
        return Model.of(spec(ModelKind.LOGISTIC), TargetType.BINARY, 1, features);
    }

    public static Model linear(int features) {
        return Model.of(spec(ModelKind.LINEAR), TargetType.NUMBER, 1, features);
    }

    public static Model perceptron(TargetType target, int features, Integer... hidden) {
        return Model.of(spec(ModelKind.MLP, hidden), target, 1, features);
    }

    /** A softmax over so many classes. */
    public static Model softmax(int features, int classes) {
        return Model.of(spec(ModelKind.LOGISTIC), TargetType.CLASSES, classes, features);
    }

    /** A logistic model of so many labels. */
    public static Model labels(int features, int labels) {
        return Model.of(spec(ModelKind.LOGISTIC), TargetType.LABELS, labels, features);
    }

    public static Model perceptron(TargetType target, int outputs, int features, List<Integer> hidden) {
        return Model.of(spec(ModelKind.MLP, hidden.toArray(Integer[]::new)), target, outputs, features);
    }

    public static ModelSpec spec(ModelKind kind, Integer... hidden) {
        return new ModelSpec(kind, List.of(hidden), InitialWeights.SEEDED);
    }
}

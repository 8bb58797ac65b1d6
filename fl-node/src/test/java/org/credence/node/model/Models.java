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
        return Model.of(spec(ModelKind.LOGISTIC), TargetType.BINARY, features);
    }

    public static Model linear(int features) {
        return Model.of(spec(ModelKind.LINEAR), TargetType.NUMBER, features);
    }

    public static Model perceptron(TargetType target, int features, Integer... hidden) {
        return Model.of(spec(ModelKind.MLP, hidden), target, features);
    }

    public static ModelSpec spec(ModelKind kind, Integer... hidden) {
        return new ModelSpec(kind, List.of(hidden), InitialWeights.SEEDED);
    }
}

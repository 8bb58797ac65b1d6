package org.credence.node.model;

import org.credence.node.data.Examples;

/** Refuses arguments whose lengths do not fit a model. */
final class Shapes {
    private Shapes() {}

    static void check(Model model, double[] parameters, Examples examples) {
        if (parameters.length != model.parameterCount()) {
            throw new IllegalArgumentException(
                    "the model has %d parameters, got %d".formatted(model.parameterCount(), parameters.length));
        }
        if (examples.features() != model.features()) {
            throw new IllegalArgumentException(
                    "the model has %d features, the rows have %d".formatted(model.features(), examples.features()));
        }
    }
}

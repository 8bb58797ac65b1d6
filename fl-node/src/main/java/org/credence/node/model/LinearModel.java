package org.credence.node.model;

import java.util.List;
import org.credence.node.data.Examples;

/** Weights times features plus bias: logistic or linear regression. */
record LinearModel(boolean isBinary, Layer layer) implements Model {
    @Override
    public boolean isLinear() {
        return true;
    }

    @Override
    public List<Layer> layers() {
        return List.of(layer);
    }

    @Override
    public double[] score(double[] parameters, Examples examples) {
        Shapes.check(this, parameters, examples);
        int features = layer.inputs();
        double[] scores = new double[examples.size()];
        for (int row = 0; row < scores.length; row++) {
            double sum = 0;
            for (int i = 0; i < features; i++) {
                sum += parameters[i] * examples.feature(row, i);
            }
            scores[row] = sum + parameters[features];
        }
        return scores;
    }
}

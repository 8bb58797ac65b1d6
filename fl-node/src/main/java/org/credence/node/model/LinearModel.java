package org.credence.node.model;

import java.util.List;
import org.credence.node.config.StudySpec.TargetType;
import org.credence.node.data.Examples;
import org.credence.node.data.FeatureRow;

/** Weights times features plus bias, once for each output: logistic, softmax or linear regression. */
record LinearModel(TargetType task, Layer layer) implements Model {
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
        int outputs = layer.units();
        double[] scores = new double[examples.size() * outputs];
        for (int row = 0; row < examples.size(); row++) {
            FeatureRow features = examples.row(row);
            for (int output = 0; output < outputs; output++) {
                scores[row * outputs + output] = layer.sum(output, parameters, features);
            }
        }
        return scores;
    }
}

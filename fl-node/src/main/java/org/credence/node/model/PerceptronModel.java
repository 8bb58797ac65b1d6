package org.credence.node.model;

import java.util.List;
import org.credence.node.config.StudySpec.TargetType;
import org.credence.node.data.Examples;
import org.credence.node.data.FeatureRow;

/** A multi-layer perceptron: one or more hidden layers with ReLU, and one unit for each output. */
record PerceptronModel(TargetType task, List<Layer> layers) implements Model {
    PerceptronModel {
        layers = List.copyOf(layers);
    }

    @Override
    public boolean isLinear() {
        return false;
    }

    @Override
    public double[] score(double[] parameters, Examples examples) {
        Shapes.check(this, parameters, examples);
        int outputs = outputs();
        double[] scores = new double[examples.size() * outputs];
        for (int row = 0; row < examples.size(); row++) {
            double[] activation = first(parameters, examples.row(row));
            for (int l = 1; l < layers.size(); l++) {
                activation = forward(layers.get(l), parameters, activation, l + 1 < layers.size());
            }
            System.arraycopy(activation, 0, scores, row * outputs, outputs);
        }
        return scores;
    }

    private double[] first(double[] parameters, FeatureRow row) {
        double[] output = new double[layers.get(0).units()];
        for (int unit = 0; unit < output.length; unit++) {
            double sum = layers.get(0).sum(unit, parameters, row);
            output[unit] = sum > 0 ? sum : 0;
        }
        return output;
    }

    /* Sums from left to right with the bias last, as PerceptronParameters (on Tribuo's matrices) does: the same bits. */
    private static double[] forward(Layer layer, double[] parameters, double[] input, boolean hidden) {
        double[] output = new double[layer.units()];
        for (int unit = 0; unit < output.length; unit++) {
            int row = layer.offset() + unit * layer.rowLength();
            double sum = 0;
            for (int i = 0; i < input.length; i++) {
                sum += parameters[row + i] * input[i];
            }
            sum += parameters[row + input.length];
            output[unit] = hidden && !(sum > 0) ? 0 : sum;
        }
        return output;
    }
}

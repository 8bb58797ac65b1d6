package org.credence.node.model;

import java.util.List;
import org.credence.node.data.Examples;

/** A multi-layer perceptron: one or more hidden layers with ReLU, and a single output. */
record PerceptronModel(boolean isBinary, List<Layer> layers) implements Model {
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
        double[] scores = new double[examples.size()];
        for (int row = 0; row < scores.length; row++) {
            double[] activation = examples.row(row);
            for (int l = 0; l < layers.size(); l++) {
                activation = forward(layers.get(l), parameters, activation, l + 1 < layers.size());
            }
            scores[row] = activation[0];
        }
        return scores;
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

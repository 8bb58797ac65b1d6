package org.credence.node.model;

import java.util.List;

/** Draws the weights that a seeded model starts from. */
final class InitialParameters {
    private InitialParameters() {}

    static double[] draw(List<Layer> layers, long seed) {
        SeededStream stream = SeededStream.named("initial weights").with(seed).open();
        int last = layers.size() - 1;
        double[] parameters = new double[layers.get(last).end()];
        for (int l = 0; l <= last; l++) {
            Layer layer = layers.get(l);
            double bound = StrictMath.sqrt(6.0 / (l == last ? layer.inputs() + layer.units() : layer.inputs()));
            for (int unit = 0; unit < layer.units(); unit++) {
                int row = layer.offset() + unit * layer.rowLength();
                for (int i = 0; i < layer.inputs(); i++) {
                    parameters[row + i] = (2 * stream.nextDouble() - 1) * bound;
                }
            }
        }
        return parameters;
    }
}

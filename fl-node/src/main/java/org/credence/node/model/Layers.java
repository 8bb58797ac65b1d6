package org.credence.node.model;

import java.util.ArrayList;
import java.util.List;

/** Lays the rows of dense layers out in one vector. */
final class Layers {
    /** The largest number of parameters: what fits in one array of bytes on the wire. */
    static final int MAX_PARAMETERS = 100_000_000;

    private Layers() {}

    /**
     * @param features inputs of the first layer
     * @param hidden units of each hidden layer, each at least 1
     * @param outputs units of the last layer, at least 1
     * @throws IllegalArgumentException if there is no feature, or the whole is larger than {@link #MAX_PARAMETERS}
     */
    static List<Layer> of(int features, List<Integer> hidden, int outputs) {
        if (features < 1) {
            throw new IllegalArgumentException("a model needs at least 1 feature, was " + features);
        }
        List<Layer> layers = new ArrayList<>();
        int inputs = features;
        int offset = 0;
        for (int i = 0; i <= hidden.size(); i++) {
            int units = i < hidden.size() ? hidden.get(i) : outputs;
            if (offset + units * (inputs + 1L) > MAX_PARAMETERS) {
                throw new IllegalArgumentException(
                        "the model has more than %d parameters: use fewer hidden units or features"
                                .formatted(MAX_PARAMETERS));
            }
            Layer layer = new Layer(offset, units, inputs);
            layers.add(layer);
            offset = layer.end();
            inputs = units;
        }
        return List.copyOf(layers);
    }
}

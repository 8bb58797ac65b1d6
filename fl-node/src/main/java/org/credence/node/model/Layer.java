package org.credence.node.model;

import org.credence.node.data.FeatureRow;

/**
 * The shape of one dense layer.
 *
 * @param offset of its first parameter in the parameter vector
 * @param units rows, each with its own bias, at least 1
 * @param inputs weights of a row, at least 1; the bias is one more
 */
public record Layer(int offset, int units, int inputs) {
    /** Parameters of one row: its weights, then its bias. */
    public int rowLength() {
        return inputs + 1;
    }

    /** Parameters of the layer. */
    public int length() {
        return units * rowLength();
    }

    /** Index of the first parameter after this layer. */
    int end() {
        return offset + length();
    }

    /** A unit's weighted sum of a row, from left to right with the bias last. */
    double sum(int unit, double[] parameters, FeatureRow features) {
        int row = offset + unit * rowLength();
        double sum = 0;
        for (int entry = 0; entry < features.entries(); entry++) {
            sum += parameters[row + features.column(entry)] * features.value(entry);
        }
        return sum + parameters[row + inputs];
    }
}

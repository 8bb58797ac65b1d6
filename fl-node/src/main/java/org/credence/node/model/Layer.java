package org.credence.node.model;

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
}

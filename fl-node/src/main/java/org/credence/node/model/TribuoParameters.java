package org.credence.node.model;

import java.util.List;
import org.tribuo.math.FeedForwardParameters;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.la.Tensor;

/** A parameter vector as Tribuo's tensors, one matrix for each layer, and back. */
public final class TribuoParameters {
    private TribuoParameters() {}

    /**
     * The parameters of a model, ready for Tribuo's objectives and optimizers; the rows they are given end with a 1 for the bias.
     *
     * @throws IllegalArgumentException if the length is not the model's
     */
    public static FeedForwardParameters of(Model model, double[] parameters) {
        if (parameters.length != model.parameterCount()) {
            throw new IllegalArgumentException(
                    "the model has %d parameters, got %d".formatted(model.parameterCount(), parameters.length));
        }
        List<Layer> layers = model.layers();
        DenseMatrix[] weights = new DenseMatrix[layers.size()];
        for (int l = 0; l < weights.length; l++) {
            weights[l] = new DenseMatrix(layers.get(l).units(), layers.get(l).rowLength());
        }
        fill(weights, parameters);
        return weights.length == 1 ? new LinearParameters(weights[0]) : new PerceptronParameters(weights);
    }

    /** The values of the matrices, row by row, one matrix after the other. */
    public static double[] flatten(Tensor[] matrices) {
        double[] values = new double[length(matrices)];
        int next = 0;
        for (Tensor tensor : matrices) {
            DenseMatrix matrix = (DenseMatrix) tensor;
            for (int i = 0; i < matrix.getDimension1Size(); i++) {
                for (int j = 0; j < matrix.getDimension2Size(); j++) {
                    values[next++] = matrix.get(i, j);
                }
            }
        }
        return values;
    }

    /**
     * Sets the values of the matrices, in the order of {@link #flatten}.
     *
     * @throws IllegalArgumentException if their number differs
     */
    public static void fill(Tensor[] matrices, double[] values) {
        if (values.length != length(matrices)) {
            throw new IllegalArgumentException(
                    "the matrices hold %d values, got %d".formatted(length(matrices), values.length));
        }
        int next = 0;
        for (Tensor tensor : matrices) {
            DenseMatrix matrix = (DenseMatrix) tensor;
            for (int i = 0; i < matrix.getDimension1Size(); i++) {
                for (int j = 0; j < matrix.getDimension2Size(); j++) {
                    matrix.set(i, j, values[next++]);
                }
            }
        }
    }

    private static int length(Tensor[] matrices) {
        int length = 0;
        for (Tensor matrix : matrices) {
            length += Tensor.shapeSum(matrix.getShape());
        }
        return length;
    }
}

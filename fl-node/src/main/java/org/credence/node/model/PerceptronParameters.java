package org.credence.node.model;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.nio.ByteBuffer;
import org.tribuo.math.FeedForwardParameters;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.SGDVector;
import org.tribuo.math.la.Tensor;
import org.tribuo.math.protos.ParametersProto;

/**
 * A multi-layer perceptron as Tribuo's parameters: one matrix for each layer, its last column the biases; ReLU between layers.
 * Inputs end with a 1 for the bias. Gradients are negative, as everywhere in Tribuo: updates are added. Mutable.
 *
 * <p>Written to a protobuf as the number of layers, then for each its rows, its columns (int32) and its values (IEEE 754 bits,
 * row by row), all big-endian.
 */
public final class PerceptronParameters implements FeedForwardParameters {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 0;

    private Tensor[] weights;

    PerceptronParameters(DenseMatrix[] weights) {
        this.weights = weights.clone();
    }

    /** Tribuo's entry for reading a stored model back. */
    public static PerceptronParameters deserializeFromProto(int version, String className, Any message)
            throws InvalidProtocolBufferException {
        if (version != VERSION) {
            throw new IllegalArgumentException("version %d of %s is not known".formatted(version, className));
        }
        StrictReader reader =
                new StrictReader(message.unpack(BytesValue.class).getValue().toByteArray());
        DenseMatrix[] weights = new DenseMatrix[reader.natural("layers")];
        for (int l = 0; l < weights.length; l++) {
            int rows = reader.natural("rows");
            int columns = reader.natural("columns");
            if ((long) rows * columns * Double.BYTES > reader.remaining()) {
                throw new MalformedBytesException("layer %d is cut short".formatted(l));
            }
            weights[l] = new DenseMatrix(rows, columns);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    weights[l].set(i, j, Double.longBitsToDouble(reader.int64("value")));
                }
            }
        }
        reader.expectEnd();
        return new PerceptronParameters(weights);
    }

    @Override
    public ParametersProto serialize() {
        double[] values = TribuoParameters.flatten(weights);
        ByteBuffer bytes =
                ByteBuffer.allocate(Integer.BYTES + 2 * Integer.BYTES * weights.length + Double.BYTES * values.length);
        bytes.putInt(weights.length);
        int next = 0;
        for (int l = 0; l < weights.length; l++) {
            DenseMatrix matrix = layer(l);
            int length = matrix.getDimension1Size() * matrix.getDimension2Size();
            bytes.putInt(matrix.getDimension1Size()).putInt(matrix.getDimension2Size());
            for (int i = 0; i < length; i++) {
                bytes.putDouble(values[next++]);
            }
        }
        return ParametersProto.newBuilder()
                .setVersion(VERSION)
                .setClassName(PerceptronParameters.class.getName())
                .setSerializedData(Any.pack(BytesValue.of(ByteString.copyFrom(bytes.array()))))
                .build();
    }

    @Override
    public DenseVector predict(SGDVector example) {
        return layer(weights.length - 1).leftMultiply(inputs(example)[weights.length - 1]);
    }

    @Override
    public Tensor[] gradients(Pair<Double, SGDVector> score, SGDVector features) {
        SGDVector[] inputs = inputs(features);
        Tensor[] gradients = new Tensor[weights.length];
        SGDVector back = score.getB();
        for (int l = weights.length - 1; l > 0; l--) {
            gradients[l] = back.outer(inputs[l]);
            back = throughRelu(layer(l).rightMultiply(back), inputs[l]);
        }
        gradients[0] = back.outer(inputs[0]);
        return gradients;
    }

    /** What each layer is fed: the example, then the activations of the layer before and a 1. */
    private SGDVector[] inputs(SGDVector example) {
        SGDVector[] inputs = new SGDVector[weights.length];
        inputs[0] = example;
        for (int l = 1; l < inputs.length; l++) {
            DenseVector sums = layer(l - 1).leftMultiply(inputs[l - 1]);
            DenseVector activations = new DenseVector(sums.size() + 1, 1.0);
            for (int unit = 0; unit < sums.size(); unit++) {
                activations.set(unit, sums.get(unit) > 0 ? sums.get(unit) : 0);
            }
            inputs[l] = activations;
        }
        return inputs;
    }

    /** The error of the layer before: nothing for the constant 1, nothing where the unit was off. */
    private static DenseVector throughRelu(DenseVector errors, SGDVector activations) {
        DenseVector back = new DenseVector(errors.size() - 1);
        for (int unit = 0; unit < back.size(); unit++) {
            back.set(unit, activations.get(unit) > 0 ? errors.get(unit) : 0);
        }
        return back;
    }

    private DenseMatrix layer(int index) {
        return (DenseMatrix) weights[index];
    }

    @Override
    public Tensor[] getEmptyCopy() {
        Tensor[] empty = new Tensor[weights.length];
        for (int l = 0; l < empty.length; l++) {
            empty[l] = new DenseMatrix(layer(l).getDimension1Size(), layer(l).getDimension2Size());
        }
        return empty;
    }

    @Override
    public Tensor[] get() {
        return weights;
    }

    /** @throws IllegalArgumentException if the shapes differ */
    @Override
    public void set(Tensor[] newWeights) {
        if (newWeights.length != weights.length) {
            throw new IllegalArgumentException(
                    "%d layers expected, got %d".formatted(weights.length, newWeights.length));
        }
        for (int l = 0; l < weights.length; l++) {
            if (!Tensor.shapeCheck(weights[l], newWeights[l])) {
                throw new IllegalArgumentException("layer %d has another shape".formatted(l));
            }
        }
        weights = newWeights.clone();
    }

    @Override
    public void update(Tensor[] updates) {
        for (int l = 0; l < updates.length; l++) {
            weights[l].intersectAndAddInPlace(updates[l]);
        }
    }

    @Override
    public Tensor[] merge(Tensor[][] gradients, int size) {
        Tensor[] sum = getEmptyCopy();
        for (int i = 0; i < size; i++) {
            for (int l = 0; l < sum.length; l++) {
                sum[l].intersectAndAddInPlace(gradients[i][l]);
            }
        }
        return sum;
    }

    @Override
    public PerceptronParameters copy() {
        DenseMatrix[] copies = new DenseMatrix[weights.length];
        for (int l = 0; l < copies.length; l++) {
            copies[l] = layer(l).copy();
        }
        return new PerceptronParameters(copies);
    }
}

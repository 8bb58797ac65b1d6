package org.credence.node.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.oracle.labs.mlrg.olcut.util.Pair;
import org.credence.node.config.StudySpec.TargetType;
import org.junit.jupiter.api.Test;
import org.tribuo.math.FeedForwardParameters;
import org.tribuo.math.Parameters;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.SGDVector;
import org.tribuo.math.la.SparseVector;
import org.tribuo.math.la.Tensor;

class PerceptronParametersTest {
    private static final double[] INPUT = {0.3, -1.2, 0.8, 1};

    private final Model model = Models.perceptron(TargetType.NUMBER, 3, 5, 4);
    private final double[] values =
            Rows.parameters(12, model.parameterCount(), 1).decode();

    private FeedForwardParameters parameters(double[] from) {
        return TribuoParameters.of(model, from);
    }

    private static Tensor[] gradients(FeedForwardParameters parameters, double error, SGDVector input) {
        return parameters.gradients(new Pair<>(0.0, DenseVector.createDenseVector(new double[] {error})), input);
    }

    @Test
    void gradientsAreTheSlopesOfTheScore() {
        DenseVector input = DenseVector.createDenseVector(INPUT);
        double[] gradient = TribuoParameters.flatten(gradients(parameters(values), 1, input));

        double step = 1e-6;
        for (int i = 0; i < values.length; i++) {
            double[] up = values.clone();
            double[] down = values.clone();
            up[i] += step;
            down[i] -= step;
            double slope = (parameters(up).predict(input).get(0)
                            - parameters(down).predict(input).get(0))
                    / (2 * step);
            assertThat(gradient[i]).as("parameter %d", i).isCloseTo(slope, within(1e-8));
        }
    }

    @Test
    void sparseAndDenseGradientsMergeInAnyOrder() {
        FeedForwardParameters parameters = parameters(values);
        DenseVector dense = DenseVector.createDenseVector(INPUT);
        SparseVector sparse = SparseVector.createSparseVector(4, new int[] {1, 3}, new double[] {0.4, 1});

        Tensor[] one = parameters.merge(
                new Tensor[][] {gradients(parameters, 1, sparse), gradients(parameters, -2, dense)}, 2);
        Tensor[] other = parameters.merge(
                new Tensor[][] {gradients(parameters, -2, dense), gradients(parameters, 1, sparse)}, 2);

        assertThat(TribuoParameters.flatten(one)).containsExactly(TribuoParameters.flatten(other), within(1e-15));
    }

    @Test
    void aCopyAndAProtobufHoldTheSameValues() {
        FeedForwardParameters original = parameters(values);
        FeedForwardParameters copy = original.copy();
        Parameters read = Parameters.deserialize(original.serialize());

        original.update(gradients(original, 1, DenseVector.createDenseVector(INPUT)));

        assertThat(TribuoParameters.flatten(original.get())).isNotEqualTo(values);
        assertThat(TribuoParameters.flatten(copy.get())).isEqualTo(values);
        assertThat(read).isInstanceOf(PerceptronParameters.class);
        assertThat(TribuoParameters.flatten(read.get())).isEqualTo(values);
    }

    /** Tribuo's own parameters do nothing, silently, when they are given another number of tensors. */
    @Test
    void otherShapesAreRefused() {
        FeedForwardParameters parameters = parameters(values);
        FeedForwardParameters other =
                TribuoParameters.of(Models.perceptron(TargetType.NUMBER, 3, 4, 5), new double[4 * 4 + 5 * 5 + 6]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters.set(new Tensor[1]))
                .withMessageContaining("3 layers expected, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters.set(other.get()))
                .withMessageContaining("layer 0 has another shape");
        parameters.set(parameters(new double[values.length]).get());
        assertThat(TribuoParameters.flatten(parameters.get())).containsOnly(0);
    }
}

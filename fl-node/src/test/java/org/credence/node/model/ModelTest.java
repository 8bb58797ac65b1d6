package org.credence.node.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.credence.node.config.StudySpec.InitialWeights;
import org.credence.node.config.StudySpec.ModelKind;
import org.credence.node.config.StudySpec.TargetType;
import org.credence.node.data.Examples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.math.FeedForwardParameters;
import org.tribuo.math.la.DenseVector;

class ModelTest {
    static Stream<Model> models() {
        return Stream.of(
                Models.logistic(5),
                Models.linear(5),
                Models.perceptron(TargetType.BINARY, 5, 7),
                Models.perceptron(TargetType.NUMBER, 5, 4, 3));
    }

    @Test
    void aLinearModelHasAWeightForEachFeatureAndThenTheBias() {
        Model model = Models.linear(2);
        Examples rows = Examples.of(new double[][] {{1, 0}, {0, 1}, {0, 0}}, new double[3], 2);

        assertThat(model.parameterCount()).isEqualTo(3);
        assertThat(model.score(new double[] {2, 3, 5}, rows)).containsExactly(7, 8, 5);
    }

    @Test
    void aPerceptronHasRowsOfWeightsAndBiasLayerByLayer() {
        Model model = Models.perceptron(TargetType.NUMBER, 2, 2);
        Examples rows = Examples.of(new double[][] {{1, 10}, {-1, 10}}, new double[2], 2);
        double[] parameters = {1, 0, 0.5, /* unit 1 */ 0, 1, -4, /* unit 2 */ 100, 1, 7 /* output */};

        assertThat(model.layers()).containsExactly(new Layer(0, 2, 2), new Layer(6, 1, 2));
        assertThat(model.score(parameters, rows)).containsExactly(100 * 1.5 + 6 + 7, 0 + 6 + 7);
    }

    @ParameterizedTest
    @MethodSource("models")
    void scoresHaveTheBitsOfTribuosOwnPredictions(Model model) {
        Examples rows = Rows.binary(3, 40, 5);
        double[] parameters = Rows.parameters(4, model.parameterCount(), 1.5).decode();
        FeedForwardParameters tribuo = TribuoParameters.of(model, parameters);

        double[] scores = model.score(parameters, rows);

        for (int i = 0; i < rows.size(); i++) {
            double[] row = Arrays.copyOf(rows.row(i).toArray(), 6);
            row[5] = 1;
            assertThat(Double.doubleToLongBits(scores[i]))
                    .isEqualTo(Double.doubleToLongBits(
                            tribuo.predict(DenseVector.createDenseVector(row)).get(0)));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void tensorsAndVectorsHoldTheSameValues(Model model) {
        double[] parameters = Rows.parameters(5, model.parameterCount(), 3).decode();

        assertThat(TribuoParameters.flatten(
                        TribuoParameters.of(model, parameters).get()))
                .isEqualTo(parameters);
    }

    @ParameterizedTest
    @MethodSource("models")
    void onlyALinearModelsScoresAddUp(Model model) {
        Examples rows = Rows.binary(6, 30, 5);
        double[] a = Rows.parameters(7, model.parameterCount(), 1).decode();
        double[] b = Rows.parameters(8, model.parameterCount(), 1).decode();
        double[] sum = new double[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a[i] + b[i];
        }

        double largest = 0;
        for (int i = 0; i < rows.size(); i++) {
            double apart = model.score(a, rows)[i] + model.score(b, rows)[i];
            largest = Math.max(largest, Math.abs(model.score(sum, rows)[i] - apart));
        }

        assertThat(largest < 1e-12).isEqualTo(model.isLinear());
    }

    @Test
    void aModelMustSuitItsTarget() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.of(Models.spec(ModelKind.LINEAR), TargetType.BINARY, 1, 3))
                .withMessageContaining("LOGISTIC");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.of(Models.spec(ModelKind.LOGISTIC), TargetType.NUMBER, 1, 3))
                .withMessageContaining("LINEAR");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Models.logistic(0))
                .withMessageContaining("at least 1 feature");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Models.perceptron(TargetType.BINARY, 50_000, 4096))
                .withMessageContaining("fewer hidden units");
    }

    @Test
    void lengthsThatDoNotFitAreRefused() {
        Model model = Models.logistic(3);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.score(new double[5], Rows.binary(1, 2, 3)))
                .withMessageContaining("4 parameters, got 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.score(new double[4], Rows.binary(1, 2, 2)))
                .withMessageContaining("3 features, the rows have 2");
        assertThatIllegalArgumentException().isThrownBy(() -> TribuoParameters.of(model, new double[3]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TribuoParameters.fill(
                        TribuoParameters.of(model, new double[4]).get(), new double[3]));
    }

    @Test
    void seededWeightsStayWithinTheirBoundsAndBiasesStartAtZero() {
        Model model = Models.perceptron(TargetType.BINARY, 24, 6);

        double[] initial = model.initial(InitialWeights.SEEDED, 9).decode();

        double largest = 0;
        for (int unit = 0; unit < 6; unit++) {
            assertThat(initial[unit * 25 + 24]).isZero();
            for (int i = 0; i < 24; i++) {
                assertThat(Math.abs(initial[unit * 25 + i])).isPositive().isLessThanOrEqualTo(0.5);
                largest = Math.max(largest, Math.abs(initial[unit * 25 + i]));
            }
        }
        assertThat(largest).isGreaterThan(0.45);
        assertThat(initial[initial.length - 1]).isZero();
        assertThat(model.initial(InitialWeights.SEEDED, 9)).isEqualTo(model.initial(InitialWeights.SEEDED, 9));
        assertThat(model.initial(InitialWeights.SEEDED, 10)).isNotEqualTo(model.initial(InitialWeights.SEEDED, 9));
    }

    @Test
    void onlyAModelWithoutHiddenUnitsStartsFromZero() {
        assertThat(Models.logistic(4).initial(InitialWeights.ZERO, 1)).isEqualTo(ParameterVector.zeros(5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Models.perceptron(TargetType.BINARY, 4, 2).initial(InitialWeights.ZERO, 1))
                .withMessageContaining("model.initial must be seeded");
    }

    @Test
    void onlyALogitIsAProbability() {
        assertThat(Models.logistic(1).probability(0)).isEqualTo(0.5);
        assertThatIllegalStateException().isThrownBy(() -> Models.linear(1).probability(0));
    }

    @Test
    void theLogisticFunctionAndItsLossNeverOverflow() {
        for (double logit = -800; logit <= 800; logit += 0.37) {
            assertThat(Logistic.probability(logit)).isBetween(0.0, 1.0);
            assertThat(Logistic.probability(logit) + Logistic.probability(-logit))
                    .isCloseTo(1, within(1e-15));
            assertThat(Logistic.loss(logit, 1)).isBetween(0.0, 801.0);
            assertThat(Logistic.loss(logit, 1)).isEqualTo(Logistic.loss(-logit, 0));
        }
        assertThat(Logistic.loss(0, 1)).isCloseTo(StrictMath.log(2), within(1e-16));
        assertThat(Logistic.loss(2, 0)).isCloseTo(-StrictMath.log(1 - Logistic.probability(2)), within(1e-14));
    }
}

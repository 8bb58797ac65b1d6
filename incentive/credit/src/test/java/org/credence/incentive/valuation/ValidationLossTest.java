package org.credence.incentive.valuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationLossTest {
    @ParameterizedTest(name = "{0} rows")
    @ValueSource(ints = {1, 2, 60, 63, 64, 65, 2000})
    void logLossIsTheMeanOfTheRowsCappedLosses(int rows) {
        SplittableRandom random = new SplittableRandom(rows);
        double[] labels = new double[rows];
        double[] logits = new double[rows];
        double expected = 0;
        for (int row = 0; row < rows; row++) {
            labels[row] = random.nextInt(2);
            logits[row] = random.nextDouble(-60, 60);
            double margin = labels[row] == 1 ? logits[row] : -logits[row];
            double loss = margin > 0
                    ? StrictMath.log1p(StrictMath.exp(-margin))
                    : StrictMath.log1p(StrictMath.exp(margin)) - margin;
            expected += Math.min(10, loss) / rows;
        }
        assertThat(ValidationLoss.logLoss(labels).mean(logits)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void logLossOfUndecidedOutputsIsLnTwo() {
        assertThat(ValidationLoss.logLoss(new double[] {0, 1, 1}).mean(new double[3]))
                .isCloseTo(StrictMath.log(2), within(1e-15));
    }

    @Test
    void aHopelessRowCostsTheCapAndAPerfectOneNothing() {
        ValidationLoss loss = ValidationLoss.logLoss(new double[] {1});
        assertThat(loss.mean(new double[] {-1e6})).isCloseTo(10.0, within(1e-12));
        assertThat(loss.mean(new double[] {Double.NEGATIVE_INFINITY})).isCloseTo(10.0, within(1e-12));
        assertThat(loss.mean(new double[] {Double.POSITIVE_INFINITY})).isZero();
        double[] ones = new double[200];
        Arrays.fill(ones, 1);
        double[] hopeless = new double[200];
        Arrays.fill(hopeless, -1e6);
        assertThat(ValidationLoss.logLoss(ones).mean(hopeless)).isCloseTo(10.0, within(1e-12));
    }

    @ParameterizedTest(name = "{0} classes")
    @ValueSource(ints = {2, 3, 7})
    void crossEntropyIsTheMeanOfTheRowsCappedLosses(int classes) {
        SplittableRandom random = new SplittableRandom(classes);
        int[] labels = new int[150];
        double[] scores = new double[labels.length * classes];
        double expected = 0;
        for (int row = 0; row < labels.length; row++) {
            labels[row] = random.nextInt(classes);
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                scores[row * classes + k] = random.nextDouble(-9, 9);
            }
            for (int k = 0; k < classes; k++) {
                sum += StrictMath.exp(scores[row * classes + k] - scores[row * classes + labels[row]]);
            }
            expected += Math.min(10, StrictMath.log(sum)) / labels.length;
        }

        ValidationLoss loss = ValidationLoss.crossEntropy(labels, classes);
        assertThat(loss.outputs()).isEqualTo(scores.length);
        assertThat(loss.mean(scores)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void crossEntropyOfTwoClassesIsLogLoss() {
        SplittableRandom random = new SplittableRandom(2);
        double[] labels = new double[90];
        int[] classes = new int[labels.length];
        double[] logits = new double[labels.length];
        double[] scores = new double[2 * labels.length];
        for (int row = 0; row < labels.length; row++) {
            classes[row] = random.nextInt(2);
            labels[row] = classes[row];
            logits[row] = random.nextDouble(-50, 50);
            scores[2 * row + 1] = logits[row];
        }

        assertThat(ValidationLoss.crossEntropy(classes, 2).mean(scores))
                .isCloseTo(ValidationLoss.logLoss(labels).mean(logits), within(1e-12));
    }

    @Test
    void crossEntropyRefusesWhatIsNoClass() {
        assertThatThrownBy(() -> ValidationLoss.crossEntropy(new int[] {0, 3}, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 1 has class 3; there are classes 0 to 2");
        assertThatThrownBy(() -> ValidationLoss.crossEntropy(new int[] {0}, 1))
                .hasMessage("there are at least 2 classes, was 1");
        ValidationLoss loss = ValidationLoss.crossEntropy(new int[] {1}, 2);
        assertThatThrownBy(() -> loss.mean(new double[] {0, Double.NaN})).hasMessageContaining("NaN");
        assertThat(loss.mean(new double[] {1e6, -1e6})).isCloseTo(10.0, within(1e-12));
    }

    @Test
    void squaredErrorIsInUnitsOfTheTargetsMeanSquare() {
        ValidationLoss loss = ValidationLoss.squaredError(new double[] {3, -4, 5});
        assertThat(loss.mean(new double[3])).isCloseTo(1.0, within(1e-15));
        assertThat(loss.mean(new double[] {3, -4, 5})).isZero();
        assertThat(loss.mean(new double[] {3, -4, 6})).isCloseTo(1.0 / 50, within(1e-15));
        assertThat(loss.mean(new double[] {1e9, -4, 5})).isCloseTo(100.0 / 3, within(1e-12));
        assertThat(ValidationLoss.squaredError(new double[2]).mean(new double[] {3, 1}))
                .isEqualTo(5.0);
    }

    @Test
    void gainsAreRoundedToTheNearestNano() {
        assertThat(ValidationLoss.nanosGained(0.5, 0.25)).isEqualTo(250_000_000);
        assertThat(ValidationLoss.nanosGained(0.25, 0.5)).isEqualTo(-250_000_000);
        assertThat(ValidationLoss.nanosGained(1.4e-9, 0)).isEqualTo(1);
        assertThat(ValidationLoss.nanosGained(10, 0)).isEqualTo(10_000_000_000L);
    }

    @Test
    void whatIsNoNumberIsRefused() {
        double[] nan = {Double.NaN};
        for (ValidationLoss loss :
                new ValidationLoss[] {ValidationLoss.logLoss(new double[1]), ValidationLoss.squaredError(new double[1])
                }) {
            assertThatThrownBy(() -> loss.mean(nan))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("NaN");
            assertThatThrownBy(() -> loss.mean(new double[2]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 validation rows, but 2 outputs");
        }
        assertThatThrownBy(() -> ValidationLoss.logLoss(new double[] {0, 0.5}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 1 has label 0.5");
        assertThatThrownBy(() -> ValidationLoss.squaredError(nan)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ValidationLoss.logLoss(new double[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ValidationLoss.squaredError(new double[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

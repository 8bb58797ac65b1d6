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

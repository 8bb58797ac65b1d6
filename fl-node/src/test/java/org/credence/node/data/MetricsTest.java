package org.credence.node.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricsTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static Examples targets(double... targets) {
        return Examples.of(new double[targets.length][0], targets, 0);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aucIsTheChanceThatAPositiveRowScoresHigher(long seed) {
        var random = new SplittableRandom(seed);
        int size = 2 + random.nextInt(40);
        double[] targets = new double[size];
        double[] scores = new double[size];
        for (int i = 0; i < size; i++) {
            targets[i] = i == 0 ? 1 : i == 1 ? 0 : random.nextInt(2);
            scores[i] = random.nextInt(8) - 4;
        }
        double wins = 0;
        double pairs = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (targets[i] == 1 && targets[j] == 0) {
                    pairs++;
                    wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }

        assertThat(Metrics.auc(scores, targets(targets))).isCloseTo(wins / pairs, within(1e-12));
    }

    @Test
    void aucOfOneClassIsNotANumber() {
        assertThat(Metrics.auc(new double[] {1, 2}, targets(1, 1))).isNaN();
        assertThat(Metrics.auc(new double[0], targets())).isNaN();
    }

    @Test
    void logLossIsTheMeanSurpriseAndStaysFinite() {
        assertThat(Metrics.logLoss(new double[] {0, 0}, targets(0, 1))).isCloseTo(Math.log(2), within(1e-15));
        assertThat(Metrics.logLoss(new double[] {2, -1}, targets(1, 1)))
                .isCloseTo((Math.log(1 + Math.exp(-2)) + Math.log(1 + Math.exp(1))) / 2, within(1e-15));
        assertThat(Metrics.logLoss(new double[] {1e6}, targets(0))).isEqualTo(1e6);
    }

    @Test
    void r2ComparesWithTheMean() {
        assertThat(Metrics.r2(new double[] {1, 2, 3}, targets(1, 2, 3))).isEqualTo(1.0);
        assertThat(Metrics.r2(new double[] {2, 2, 2}, targets(1, 2, 3))).isZero();
        assertThat(Metrics.r2(new double[] {3, 2, 1}, targets(1, 2, 3))).isEqualTo(-3.0);
        assertThat(Metrics.r2(new double[] {1, 1}, targets(4, 4))).isNaN();
    }

    @Test
    void labelsAreMeasuredOnTheRowsThatHaveThem() {
        double none = Double.NaN;
        Examples rows = Examples.of(
                new double[4][0], new double[][] {{1, 0, none}, {0, none, 1}, {1, none, none}, {0, 1, 1}}, 0, 3);
        double[] scores = {2, 3, 0, 1, 9, 0, 0, 9, 0, -1, 1, 0};

        // First label: 2 and 0 against 1 and -1; second: 1 against 3; third: one kind of row alone, not counted.
        assertThat(Metrics.meanAuc(scores, rows)).isEqualTo((0.75 + 0.0) / 2);
        assertThat(Metric.LABEL_AUC.value(scores, rows)).isEqualTo(0.375);
        assertThatThrownBy(() -> Metrics.meanAuc(new double[4], rows)).hasMessage("4 predictions for 4 rows");
    }

    @Test
    void classesAreMeasuredByTheirProbabilities() {
        Examples rows = Examples.of(new double[3][0], new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, 0, 3);
        double[] perfect = {5, 0, 0, 100, 101, 90, -7, -8, -3};

        assertThat(Metrics.oneVersusRestAuc(perfect, rows)).isEqualTo(1.0);
        // The same scores by themselves would rank the second row's first class above that of the first row.
        assertThat(Metrics.meanAuc(perfect, rows)).isLessThan(1.0);
    }

    @Test
    void predictionsAreOnesOfTheSameRows() {
        assertThatThrownBy(() -> Metrics.auc(new double[1], targets(0, 1))).hasMessage("1 predictions for 2 rows");
        assertThatThrownBy(() -> Metrics.r2(new double[0], targets())).hasMessageContaining("no rows");
        assertThatThrownBy(() -> Metrics.logLoss(new double[0], targets())).hasMessageContaining("no rows");
    }
}

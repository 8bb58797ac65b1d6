package org.credence.node.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ParameterVectorTest {
    @Test
    void valuesAreRoundedToTheNearestUnitTiesToEven() {
        double unit = 0x1p-32;

        ParameterVector vector = ParameterVector.encode(
                new double[] {1, -1, unit / 2, 3 * unit / 2, -3 * unit / 2, 0.49 * unit, -0.0, 0x1p20, -0x1p20});

        assertThat(vector.toFixed()).containsExactly(1L << 32, -(1L << 32), 0, 2, -2, 0, 0, 1L << 52, -(1L << 52));
    }

    @Test
    void everyVectorWithinTheBorderIsDoublesWithoutLoss() {
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 1000; trial++) {
            long fixed = random.nextLong(-(1L << 52), (1L << 52) + 1);
            ParameterVector vector = ParameterVector.ofFixed(new long[] {fixed});

            assertThat(ParameterVector.encode(vector.decode()))
                    .isEqualTo(vector)
                    .hasSameHashCodeAs(vector);
        }
    }

    @Test
    void arraysGoInAndOutAsCopies() {
        long[] given = {1, 2};
        ParameterVector vector = ParameterVector.ofFixed(given);

        given[0] = 9;
        vector.toFixed()[1] = 9;

        assertThat(vector).isEqualTo(ParameterVector.ofFixed(new long[] {1, 2})).isNotEqualTo(ParameterVector.zeros(2));
        assertThat(vector.length()).isEqualTo(2);
        assertThat(vector).hasToString("ParameterVector[2]");
    }
}

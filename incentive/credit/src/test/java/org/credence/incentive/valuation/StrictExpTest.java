package org.credence.incentive.valuation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StrictExpTest {
    @Test
    void theRelativeErrorIsBelowTenToTheMinusFourteen() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200_000; i++) {
            double x = i % 2 == 0 ? random.nextDouble(-40, 0) : random.nextDouble(-700, 700);
            double exact = StrictMath.exp(x);
            assertThat(Math.abs(StrictExp.exp(x) - exact)).as("exp(%s)", x).isLessThan(1e-14 * exact);
        }
    }

    @Test
    void theErrorIsBoundedWhereTheReducedArgumentIsLargest() {
        for (int k = -1000; k <= 1000; k++) {
            double x = (k + 0.5) * 0.6931471805599453;
            double exact = StrictMath.exp(x);
            assertThat(Math.abs(StrictExp.exp(x) - exact)).as("exp(%s)", x).isLessThan(1e-14 * exact);
        }
    }

    @Test
    void zeroGivesOneAndNanStaysNan() {
        assertThat(StrictExp.exp(0.0)).isEqualTo(1.0);
        assertThat(StrictExp.exp(-0.0)).isEqualTo(1.0);
        assertThat(StrictExp.exp(Double.NaN)).isNaN();
    }
}

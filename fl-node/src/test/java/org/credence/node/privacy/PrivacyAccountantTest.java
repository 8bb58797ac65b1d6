package org.credence.node.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.credence.node.config.StudySpec.Noise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivacyAccountantTest {
    static Stream<JsonNode> gaussianWithoutSampling() {
        return GoldenPrivacy.rows("epsilon-sampled-gaussian.json")
                .filter(row -> row.get("q").asDouble() == 1 && row.get("delta").asDouble() == 1e-5);
    }

    /** The golden rows are for one contribution added or removed, half as far apart as one replaced. */
    @ParameterizedTest
    @MethodSource("gaussianWithoutSampling")
    void replacingAMembersDataNeedsTwiceTheNoiseOfAddingIt(JsonNode row) {
        String doubled = String.valueOf(2 * row.get("noise_multiplier").asDouble());
        double epsilon = secure(doubled, "1").epsilonAfter(row.get("steps").asInt());
        double exact = row.get("eps_exact_gaussian").asDouble();
        assertThat(epsilon)
                .isBetween(exact, Math.min(row.get("eps_opacus").asDouble() * (1 + 1e-6), 1.25 * exact + 0.1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "1.1", "4", "30"})
    void growthsAddUpToTheTotalWhichNeverFalls(String noiseMultiplier) {
        PrivacyAccountant accountant = secure(noiseMultiplier, "1");
        long sum = 0;
        double before = 0;
        for (int update = 1; update <= 600; update++) {
            sum = Math.addExact(sum, accountant.growthMicros(update));
            double epsilon = accountant.epsilonAfter(update);
            assertThat(accountant.growthMicros(update)).isNotNegative();
            assertThat(sum).isEqualTo(accountant.microsAfter(update));
            assertThat(sum / 1e6).isGreaterThanOrEqualTo(epsilon);
            assertThat(sum / 1e6 - epsilon).isLessThan(1.01e-6);
            assertThat(epsilon).isGreaterThan(before);
            before = epsilon;
        }
    }

    @Test
    void moreNoiseSpendsLess() {
        double before = Double.POSITIVE_INFINITY;
        for (String noiseMultiplier : new String[] {"0.3", "0.7", "1", "2", "5", "20", "100"}) {
            double epsilon = secure(noiseMultiplier, "1").epsilonAfter(20);
            assertThat(epsilon).isLessThan(before).isPositive();
            before = epsilon;
        }
    }

    /** The ledger holds these figures and the audit works them out again, so they must never change. */
    @Test
    void theFiguresAreFixed() {
        PrivacyAccountant accountant = secure("4", "1");
        assertThat(accountant.growthMicros(1)).isEqualTo(2_165_716);
        assertThat(accountant.microsAfter(600)).isEqualTo(131_688_371);
    }

    @Test
    void aStudyWithinItsBudgetIsAcceptedToTheLastRound() {
        PrivacyAccountant accountant = secure("8", "12.5");
        int most = accountant.updatesWithinBudget(100_000);
        assertThat(most).isBetween(1, 99_999);
        assertThat(accountant.budgetMicros()).isEqualTo(12_500_000);
        assertThat(accountant.overspending(most)).isEmpty();
        assertThat(accountant.overspending(most + 1)).isPresent();
    }

    @Test
    void aStudyBeyondItsBudgetIsToldTheFigureAndWhatWouldFit() {
        assertThat(secure("2", "10").overspending(100))
                .hasValue("must be at least 96.12 for 100 rounds at delta 0.00001, was 10; or plan at most 3 rounds;"
                        + " or raise privacy.noiseMultiplier to at least 10.6");
        assertThat(secure("2", "1").overspending(100))
                .hasValue("must be at least 96.12 for 100 rounds at delta 0.00001, was 1;"
                        + " or raise privacy.noiseMultiplier to at least 80.91");
    }

    @Test
    void aBudgetThatNoNoiseCanKeepIsToldAsSuch() {
        assertThat(secure("2", "0.0000001").overspending(1))
                .hasValue("must be at least 4.729 for 1 rounds at delta 0.00001, was 0.0000001;"
                        + " no noise can bring it below 0.003502");
    }

    @Test
    void whatTheRefusalNamesFits() {
        for (int rounds : new int[] {1, 20, 600}) {
            String message = secure("0.5", "3").overspending(rounds).orElseThrow();
            String enough = message.substring(message.lastIndexOf(' ') + 1);
            assertThat(secure(enough, "3").overspending(rounds)).isEmpty();
            String budget = message.split(" ", -1)[4];
            assertThat(secure("0.5", budget).overspending(rounds)).isEmpty();
        }
    }

    @Test
    void onlySecureNoiseClaimsAnEpsilon() {
        PrivacyAccountant secure = secure("10", "5");
        PrivacyAccountant seeded = PrivacyAccountant.of(PrivacySpecs.noisy(Noise.SEEDED, "1", "10", "5"));
        PrivacyAccountant none = PrivacyAccountant.of(PrivacySpecs.NOTHING);
        assertThat(secure.protects()).isTrue();
        assertThat(secure.statementAfter(3)).startsWith("epsilon 1.").contains("delta 0.00001");
        assertThat(seeded.protects()).isFalse();
        assertThat(seeded.statementAfter(3)).startsWith("no protection: seeded noise is public");
        assertThat(seeded.epsilonAfter(3)).isEqualTo(secure.epsilonAfter(3));
        assertThat(none.protects()).isFalse();
        assertThat(none.statementAfter(3)).isEqualTo("no protection: no noise");
        assertThat(none.growthMicros(1)).isZero();
        assertThat(none.overspending(600)).isEmpty();
    }

    @Test
    void countsBelowTheirBoundsAndNoiseThatHidesNothingAreRefused() {
        PrivacyAccountant accountant = secure("4", "1");
        assertThat(accountant.microsAfter(0)).isZero();
        assertThatThrownBy(() -> accountant.epsilonAfter(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> accountant.growthMicros(0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(secure(PrivacyAccountant.LEAST_MULTIPLIER.toPlainString(), "1")
                        .microsAfter(1))
                .isPositive();
        assertThatThrownBy(() -> secure("0.0019", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 0.001 sensitivities");
        for (double rate : new double[] {0, -1, 1.5, Double.NaN}) {
            assertThatThrownBy(() -> new SampledGaussian(rate, 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static PrivacyAccountant secure(String noiseMultiplier, String budget) {
        return PrivacyAccountant.of(PrivacySpecs.noisy(Noise.SECURE, "1", noiseMultiplier, budget));
    }
}

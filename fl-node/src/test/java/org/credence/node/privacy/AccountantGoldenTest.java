package org.credence.node.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccountantGoldenTest {
    static Stream<JsonNode> divergences() {
        return GoldenPrivacy.rows("rdp-sampled-gaussian.json");
    }

    static Stream<JsonNode> epsilons() {
        return GoldenPrivacy.rows("epsilon-sampled-gaussian.json");
    }

    static Stream<JsonNode> calibrations() {
        return GoldenPrivacy.rows("calibration.json");
    }

    @Test
    void allGoldenRowsAreThere() {
        assertThat(divergences()).hasSize(20);
        assertThat(epsilons()).hasSize(200);
        assertThat(calibrations()).hasSize(24);
    }

    @ParameterizedTest
    @MethodSource("divergences")
    void divergenceIsTheThirtyDigitIntegral(JsonNode row) {
        SampledGaussian mechanism = mechanism(row);
        List<Double> orders = GoldenPrivacy.numbers(row.get("orders"));
        for (int i = 0; i < orders.size(); i++) {
            double golden = row.get("rdp_quadrature").get(i).asDouble();
            assertThat(mechanism.renyiDivergence(orders.get(i)))
                    .as("order %s", orders.get(i))
                    .isCloseTo(golden, within(1e-9 * golden));
        }
    }

    @ParameterizedTest
    @MethodSource("divergences")
    void bothMethodsAgreeAtIntegerOrders(JsonNode row) {
        if (row.get("q").asDouble() == 1) {
            return;
        }
        SampledGaussian mechanism = mechanism(row);
        for (int order : new int[] {2, 3, 5, 11, 64, 256}) {
            double sum = mechanism.logExcessBySum(order);
            assertThat(mechanism.logExcessByIntegral(order))
                    .as("order %d", order)
                    .isCloseTo(sum, within(1e-9 * Math.max(1, Math.abs(sum))));
        }
    }

    @ParameterizedTest
    @MethodSource("epsilons")
    void epsilonIsThatOfBothLibrariesWithTheirOrders(JsonNode row) {
        assertEpsilon(row, "orders_integer", "eps_rdp_integer_orders");
        assertEpsilon(row, "orders_opacus", "eps_opacus");
    }

    @ParameterizedTest
    @MethodSource("epsilons")
    void epsilonWithOurOrdersIsTighterThanTheLibrariesButNeverBelowTheTruth(JsonNode row) {
        double epsilon = accountant(row, RenyiAccountant.ORDERS)
                .epsilon(row.get("steps").asLong(), row.get("delta").asDouble());
        assertThat(epsilon)
                .isLessThanOrEqualTo(row.get("eps_rdp_integer_orders").asDouble() * (1 + 1e-9))
                .isLessThanOrEqualTo(row.get("eps_opacus").asDouble() * (1 + 1e-6));
        if (row.has("eps_exact_gaussian")) {
            assertThat(epsilon)
                    .isGreaterThanOrEqualTo(row.get("eps_exact_gaussian").asDouble());
        }
    }

    @ParameterizedTest
    @MethodSource("calibrations")
    void noiseForATargetIsTheLibrarys(JsonNode row) {
        double sigma = RenyiAccountant.sigmaFor(
                row.get("target_eps").asDouble(),
                row.get("q").asDouble(),
                row.get("steps").asLong(),
                row.get("delta").asDouble(),
                GoldenPrivacy.numbers(
                        GoldenPrivacy.read("epsilon-sampled-gaussian.json").get("orders_integer")));
        assertThat(sigma).isCloseTo(row.get("sigma_rdp_integer_orders").asDouble(), within(2e-5));
    }

    private static void assertEpsilon(JsonNode row, String orders, String column) {
        List<Double> sameOrders = GoldenPrivacy.numbers(
                GoldenPrivacy.read("epsilon-sampled-gaussian.json").get(orders));
        double epsilon = accountant(row, sameOrders)
                .epsilon(row.get("steps").asLong(), row.get("delta").asDouble());
        assertThat(epsilon).as(column).isCloseTo(row.get(column).asDouble(), Percentage.withPercentage(1e-3));
    }

    private static SampledGaussian mechanism(JsonNode row) {
        return new SampledGaussian(
                row.get("q").asDouble(), row.get("noise_multiplier").asDouble());
    }

    private static RenyiAccountant accountant(JsonNode row, List<Double> orders) {
        return new RenyiAccountant(
                row.get("q").asDouble(), row.get("noise_multiplier").asDouble(), orders);
    }
}

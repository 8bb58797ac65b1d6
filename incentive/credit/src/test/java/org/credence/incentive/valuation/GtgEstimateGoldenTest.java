package org.credence.incentive.valuation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.credence.incentive.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden traces: given permutations and thresholds, the running means after each permutation, exactly. */
class GtgEstimateGoldenTest {
    static Stream<GoldenGame> games() {
        return GoldenGame.all();
    }

    @ParameterizedTest
    @MethodSource("games")
    void runningMeansEqualTheGoldenTraces(GoldenGame game) {
        for (JsonNode trace : game.json().get("gtg_traces")) {
            GtgEstimate estimate = new GtgEstimate(game.players(), game::value, game.scaled(trace.get("eps_i")));
            boolean truncated = estimate.changesAtMost(game.scaled(trace.get("eps_b")));
            assertThat(truncated).isEqualTo(trace.get("truncated_round").asBoolean());
            if (truncated) {
                continue;
            }
            for (int k = 0; k < trace.get("permutations").size(); k++) {
                estimate.walk(permutation(trace.get("permutations").get(k)));
                assertThat(means(estimate, game))
                        .isEqualTo(GoldenGame.fractions(trace.get("running").get(k)));
            }
            assertThat(means(estimate, game)).isEqualTo(GoldenGame.fractions(trace.get("phi")));
            assertThat(estimate.evaluations() - 2)
                    .isEqualTo(trace.get("distinct_evaluations").asInt());
        }
    }

    @ParameterizedTest
    @MethodSource("games")
    void truncatedMonteCarloIsTheSameWithoutRoundTruncation(GoldenGame game) {
        JsonNode trace = game.json().get("tmc_trace");
        GtgEstimate estimate = new GtgEstimate(game.players(), game::value, game.scaled(trace.get("tolerance")));
        Golden.each(trace.get("permutations")).forEach(permutation -> estimate.walk(permutation(permutation)));
        assertThat(means(estimate, game)).isEqualTo(GoldenGame.fractions(trace.get("phi")));
        assertThat(estimate.evaluations() - 2)
                .isEqualTo(trace.get("distinct_evaluations").asInt());
    }

    private static int[] permutation(JsonNode array) {
        return Golden.each(array).mapToInt(JsonNode::asInt).toArray();
    }

    private static List<Rational> means(GtgEstimate estimate, GoldenGame game) {
        return estimate.means().stream().map(game::unscaled).toList();
    }
}

package org.credence.incentive.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.credence.incentive.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApportionmentTest {
    static Stream<JsonNode> goldenVectors() {
        return Golden.each(Golden.read("apportionment.json").get("vectors"));
    }

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    @Test
    void allGoldenVectorsAreThere() {
        assertThat(goldenVectors()).hasSize(40);
    }

    @ParameterizedTest
    @MethodSource("goldenVectors")
    void unboundedAmountsEqualTheGoldenOnes(JsonNode vector) {
        BigInteger budget = new BigInteger(vector.get("budget").asText());
        SortedMap<String, BigInteger> amounts = Apportionment.largestRemainder(budget, weights(vector));
        assertThat(amounts).isEqualTo(column(vector, "payout"));
        BigInteger paid = amounts.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(budget.subtract(paid)).isEqualTo(carry(vector));
    }

    @ParameterizedTest
    @MethodSource("goldenVectors")
    void amountsThatFitALongEqualTheGoldenOnes(JsonNode vector) {
        BigInteger budget = new BigInteger(vector.get("budget").asText());
        if (budget.bitLength() > 63) {
            return;
        }
        Map<String, Long> weights = new TreeMap<>();
        weights(vector).forEach((id, weight) -> weights.put(id, weight.longValueExact()));
        Apportionment<String> shared = Apportionment.of(budget.longValueExact(), weights);
        assertThat(shared.unspent()).isEqualTo(carry(vector).longValueExact());
        column(vector, "payout")
                .forEach((id, amount) -> assertThat(shared.amounts()).containsEntry(id, amount.longValueExact()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void amountsAndUnspentAddUpToTheBudget(long seed) {
        Case drawn = Case.random(seed);
        Apportionment<String> shared = Apportionment.of(drawn.budget, drawn.weights);
        long paid =
                shared.amounts().values().stream().mapToLong(Long::longValue).sum();
        assertThat(paid + shared.unspent()).isEqualTo(drawn.budget);
        assertThat(shared.amounts().keySet()).isEqualTo(drawn.weights.keySet());
        boolean anyPositive = drawn.weights.values().stream().anyMatch(weight -> weight > 0);
        assertThat(shared.unspent()).isEqualTo(anyPositive ? 0 : drawn.budget);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void eachAmountIsWithinOneUnitOfItsExactShare(long seed) {
        Case drawn = Case.random(seed);
        BigInteger total = drawn.weights.values().stream()
                .map(weight -> BigInteger.valueOf(Math.max(weight, 0)))
                .reduce(BigInteger.ZERO, BigInteger::add);
        Apportionment.of(drawn.budget, drawn.weights).amounts().forEach((id, amount) -> {
            BigInteger product =
                    BigInteger.valueOf(drawn.budget).multiply(BigInteger.valueOf(Math.max(drawn.weights.get(id), 0)));
            BigInteger distance =
                    BigInteger.valueOf(amount).multiply(total).subtract(product).abs();
            assertThat(amount).isNotNegative();
            assertThat(distance).isLessThan(total.max(BigInteger.ONE));
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfTheEntriesDoesNotMatter(long seed) {
        Case drawn = Case.random(seed);
        List<String> ids = new ArrayList<>(drawn.weights.keySet());
        Collections.shuffle(ids, new Random(seed));
        Map<String, Long> shuffled = new LinkedHashMap<>();
        ids.forEach(id -> shuffled.put(id, drawn.weights.get(id)));
        assertThat(Apportionment.of(drawn.budget, shuffled)).isEqualTo(Apportionment.of(drawn.budget, drawn.weights));
    }

    @Test
    void theLargestLongsDoNotOverflow() {
        Apportionment<String> shared =
                Apportionment.of(Long.MAX_VALUE, Map.of("a", Long.MAX_VALUE, "b", Long.MAX_VALUE, "c", Long.MIN_VALUE));
        assertThat(shared.amounts()).containsEntry("a", (1L << 62)).containsEntry("b", (1L << 62) - 1);
        assertThat(shared.amounts()).containsEntry("c", 0L);
    }

    @Test
    void nobodyToPayLeavesTheBudgetUnspent() {
        assertThat(Apportionment.of(5, Map.<String, Long>of()).unspent()).isEqualTo(5);
    }

    @Test
    void aNegativeBudgetIsRefused() {
        assertThatThrownBy(() -> Apportionment.of(-1, Map.of("a", 1L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    private static SortedMap<String, BigInteger> weights(JsonNode vector) {
        return column(vector, "scores");
    }

    private static BigInteger carry(JsonNode vector) {
        return new BigInteger(vector.get("carry").asText());
    }

    private static SortedMap<String, BigInteger> column(JsonNode vector, String name) {
        SortedMap<String, BigInteger> byId = new TreeMap<>();
        for (int i = 0; i < vector.get("ids").size(); i++) {
            byId.put(
                    vector.get("ids").get(i).asText(),
                    new BigInteger(vector.get(name).get(i).asText()));
        }
        return byId;
    }

    /** A budget and weights; small ones first, so that ties and shortages are common. */
    private record Case(long budget, SortedMap<String, Long> weights) {
        static Case random(long seed) {
            Random random = new Random(seed);
            int bound = seed < 200 ? 10 : Integer.MAX_VALUE;
            SortedMap<String, Long> weights = new TreeMap<>();
            int claimants = 1 + random.nextInt(13);
            for (int i = 0; i < claimants; i++) {
                weights.put("m" + i, (long) random.nextInt(bound) - bound / 4);
            }
            return new Case(random.nextInt(bound), weights);
        }
    }
}

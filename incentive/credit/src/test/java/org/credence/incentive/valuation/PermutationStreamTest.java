package org.credence.incentive.valuation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.credence.incentive.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PermutationStreamTest {
    static Stream<JsonNode> goldenVectors() {
        return Golden.each(Golden.read("permutation-stream.json").get("vectors"));
    }

    @ParameterizedTest
    @MethodSource("goldenVectors")
    void wordsEqualTheGoldenOnes(JsonNode vector) {
        PermutationStream stream = stream(vector);
        for (JsonNode word : vector.get("first_u64")) {
            assertThat(Long.toUnsignedString(stream.nextWord())).isEqualTo(word.asText());
        }
    }

    @ParameterizedTest
    @MethodSource("goldenVectors")
    void boundedNumbersEqualTheGoldenOnes(JsonNode vector) {
        PermutationStream stream = stream(vector);
        for (int i = 0; i < vector.get("below").size(); i++) {
            long bound =
                    Long.parseUnsignedLong(vector.get("below_bounds").get(i).asText());
            assertThat(Long.toUnsignedString(stream.nextBelow(bound)))
                    .isEqualTo(vector.get("below").get(i).asText());
        }
    }

    @ParameterizedTest
    @MethodSource("goldenVectors")
    void permutationsEqualTheGoldenOnes(JsonNode vector) {
        PermutationStream stream = stream(vector);
        for (JsonNode permutation : vector.get("permutations")) {
            assertThat(stream.nextPermutation(permutation.size()))
                    .containsExactly(
                            Golden.each(permutation).mapToInt(JsonNode::asInt).toArray());
        }
    }

    private static PermutationStream stream(JsonNode vector) {
        return new PermutationStream(
                HexFormat.of().parseHex(vector.get("seed_hex").asText()));
    }
}

package org.credence.incentive.valuation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.credence.incentive.Golden;

/**
 * A golden game with its values as integers: all fractions in the file (values and GTG thresholds) are multiplied by their least
 * common denominator, which is {@link #scale}.
 */
final class GoldenGame {
    private final JsonNode json;
    private final BigInteger scale;

    private GoldenGame(JsonNode json) {
        this.json = json;
        Stream<JsonNode> thresholds = Stream.concat(
                Golden.each(json.get("gtg_traces")).flatMap(t -> Stream.of(t.get("eps_b"), t.get("eps_i"))),
                Stream.of(json.get("tmc_trace").get("tolerance")));
        this.scale = Stream.concat(Golden.each(json.get("v")), thresholds)
                .map(value -> fraction(value).denominator())
                .reduce(BigInteger.ONE, (a, b) -> a.divide(a.gcd(b)).multiply(b));
    }

    static Stream<GoldenGame> all() {
        return Golden.each(Golden.read("shapley/index.json").get("games"))
                .map(name -> new GoldenGame(Golden.read("shapley/" + name.asText())));
    }

    static Rational fraction(JsonNode text) {
        String[] parts = text.asText().split("/", 2);
        return new Rational(new BigInteger(parts[0]), parts.length == 1 ? BigInteger.ONE : new BigInteger(parts[1]));
    }

    JsonNode json() {
        return json;
    }

    int players() {
        return json.get("n").asInt();
    }

    BigInteger value(long coalition) {
        return scaled(json.get("v").get((int) coalition));
    }

    BigInteger scaled(JsonNode text) {
        Rational value = fraction(text);
        return value.numerator().multiply(scale).divide(value.denominator());
    }

    Rational unscaled(Rational value) {
        return new Rational(value.numerator(), value.denominator().multiply(scale));
    }

    /** The fractions in one of the file's arrays. */
    static List<Rational> fractions(JsonNode array) {
        return Golden.each(array).map(GoldenGame::fraction).toList();
    }

    /**
     * The game as a sum of games with 60-bit values, least significant first: worth is additive, so this carries values beyond 64 bits
     * through code that takes {@code long}.
     */
    List<CooperativeGame> digits() {
        BigInteger base = BigInteger.ONE.shiftLeft(60);
        BigInteger[] rest =
                IntStream.range(0, 1 << players()).mapToObj(this::value).toArray(BigInteger[]::new);
        List<CooperativeGame> digits = new ArrayList<>();
        boolean more = true;
        while (more) {
            more = false;
            long[] values = new long[rest.length];
            for (int i = 0; i < rest.length; i++) {
                boolean fits = rest[i].bitLength() < Long.SIZE;
                values[i] = (fits ? rest[i] : rest[i].mod(base)).longValueExact();
                rest[i] = fits
                        ? BigInteger.ZERO
                        : rest[i].subtract(rest[i].mod(base)).shiftRight(60);
                more |= !fits;
            }
            digits.add(CooperativeGame.of(values));
        }
        return digits;
    }

    @Override
    public String toString() {
        return json.get("name").asText();
    }
}

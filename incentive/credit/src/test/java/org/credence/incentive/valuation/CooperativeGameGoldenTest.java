package org.credence.incentive.valuation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value of the 35 golden games, exactly. */
class CooperativeGameGoldenTest {
    static Stream<GoldenGame> games() {
        return GoldenGame.all();
    }

    @Test
    void allGoldenGamesAreThere() {
        assertThat(games()).hasSize(35);
    }

    @ParameterizedTest
    @MethodSource("games")
    void shapleyValues(GoldenGame game) {
        assertThat(worth(game, CooperativeGame::shapley))
                .isEqualTo(GoldenGame.fractions(game.json().get("shapley")));
    }

    @ParameterizedTest
    @MethodSource("games")
    void banzhafValues(GoldenGame game) {
        assertThat(worth(game, CooperativeGame::banzhaf))
                .isEqualTo(GoldenGame.fractions(game.json().get("banzhaf")));
    }

    @ParameterizedTest
    @MethodSource("games")
    void leaveOneOutValues(GoldenGame game) {
        assertThat(worth(game, digit -> rationals(digit.leaveOneOut())))
                .isEqualTo(GoldenGame.fractions(game.json().get("leave_one_out")));
    }

    @ParameterizedTest
    @MethodSource("games")
    void includeOneInValues(GoldenGame game) {
        assertThat(worth(game, digit -> rationals(digit.includeOneIn())))
                .isEqualTo(GoldenGame.fractions(game.json().get("include_one_in")));
    }

    private static List<Rational> rationals(long[] values) {
        return Arrays.stream(values).mapToObj(Rational::of).toList();
    }

    private static List<Rational> worth(GoldenGame game, Function<CooperativeGame, List<Rational>> measure) {
        List<List<Rational>> digits = game.digits().stream().map(measure).toList();
        return IntStream.range(0, game.players())
                .mapToObj(player -> game.unscaled(join(digits, player)))
                .toList();
    }

    private static Rational join(List<List<Rational>> digits, int player) {
        BigInteger numerator = BigInteger.ZERO;
        BigInteger denominator = BigInteger.ONE;
        for (int i = 0; i < digits.size(); i++) {
            Rational digit = digits.get(i).get(player);
            BigInteger value = digit.numerator().shiftLeft(60 * i);
            numerator = numerator.multiply(digit.denominator()).add(value.multiply(denominator));
            denominator = denominator.multiply(digit.denominator());
        }
        return new Rational(numerator, denominator);
    }
}

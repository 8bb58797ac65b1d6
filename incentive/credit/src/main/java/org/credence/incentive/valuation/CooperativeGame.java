package org.credence.incentive.valuation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A cooperative game with integer values, and the exact worth of its players. Immutable.
 *
 * <p>The value of the empty coalition need not be 0; worth is measured from there.
 */
public final class CooperativeGame {
    /** Beyond this, 2^n coalitions are too many. */
    public static final int MAX_PLAYERS = 16;

    private final int players;
    private final long[] values;

    private CooperativeGame(int players, long[] values) {
        this.players = players;
        this.values = values;
    }

    /**
     * The game with these values.
     *
     * @param values one a coalition, indexed by its bitmask; 2^n of them for n players, 1 &lt;= n &lt;= {@link #MAX_PLAYERS}
     * @throws IllegalArgumentException if their number is not such a power of two
     */
    public static CooperativeGame of(long[] values) {
        int players = Integer.numberOfTrailingZeros(values.length);
        requirePlayers(players);
        if (values.length != 1 << players) {
            throw new IllegalArgumentException("a game of n players has 2^n values, was " + values.length);
        }
        return new CooperativeGame(players, values.clone());
    }

    /**
     * The game whose values are these utilities; each of the 2^n coalitions is evaluated once, in the order of the bitmasks.
     *
     * @throws IllegalArgumentException unless 1 &lt;= players &lt;= {@link #MAX_PLAYERS}
     */
    public static CooperativeGame of(int players, CoalitionUtility utility) {
        requirePlayers(players);
        long[] values = new long[1 << players];
        for (int coalition = 0; coalition < values.length; coalition++) {
            values[coalition] = utility.nanos(coalition);
        }
        return new CooperativeGame(players, values);
    }

    static void requirePlayers(int players) {
        if (players < 1 || players > MAX_PLAYERS) {
            throw new IllegalArgumentException(
                    "exact values take 1 to %d members, was %d; estimate the others".formatted(MAX_PLAYERS, players));
        }
    }

    public int players() {
        return players;
    }

    /** The value of a coalition, by its bitmask. */
    public long value(int coalition) {
        return values[coalition];
    }

    /** The value of the empty coalition. */
    public long emptyValue() {
        return values[0];
    }

    /** The value of everybody together. */
    public long grandValue() {
        return values[values.length - 1];
    }

    /**
     * The Shapley values, exact, by player; they add up to {@link #grandValue} minus {@link #emptyValue}.
     *
     * <p>Source: L. S. Shapley, A value for n-person games, 1953.
     */
    public List<Rational> shapley() {
        SizeSums sums = SizeSums.of(players, values);
        BigInteger[] factorial = factorials(players);
        List<Rational> worth = new ArrayList<>(players);
        for (int player = 0; player < players; player++) {
            BigInteger weighted = BigInteger.ZERO;
            for (int size = 0; size < players; size++) {
                // Of the n! orders, so many put exactly the given coalition of this size before the player.
                BigInteger orders = factorial[size].multiply(factorial[players - 1 - size]);
                BigInteger gains = sums.with(player, size + 1).subtract(sums.without(player, size));
                weighted = weighted.add(orders.multiply(gains));
            }
            worth.add(new Rational(weighted, factorial[players]));
        }
        return List.copyOf(worth);
    }

    /**
     * The raw Banzhaf values, exact, by player: the mean gain over all coalitions of the others. They do not add up to the total, but
     * two players gain nothing by merging or splitting.
     *
     * <p>Source: J. F. Banzhaf, Weighted voting doesn't work, 1965; Wang and Jia, Data Banzhaf, AISTATS 2023.
     */
    public List<Rational> banzhaf() {
        SizeSums sums = SizeSums.of(players, values);
        BigInteger coalitions = BigInteger.ONE.shiftLeft(players - 1);
        List<Rational> worth = new ArrayList<>(players);
        for (int player = 0; player < players; player++) {
            BigInteger gains = BigInteger.ZERO;
            for (int size = 0; size < players; size++) {
                gains = gains.add(sums.with(player, size + 1)).subtract(sums.without(player, size));
            }
            worth.add(new Rational(gains, coalitions));
        }
        return List.copyOf(worth);
    }

    /**
     * What everybody together loses without the player, by player.
     *
     * @throws ArithmeticException if a difference is no {@code long}
     */
    public long[] leaveOneOut() {
        long[] worth = new long[players];
        for (int player = 0; player < players; player++) {
            worth[player] = Math.subtractExact(grandValue(), values[(values.length - 1) ^ (1 << player)]);
        }
        return worth;
    }

    /**
     * What the player alone adds to nobody, by player.
     *
     * @throws ArithmeticException if a difference is no {@code long}
     */
    public long[] includeOneIn() {
        long[] worth = new long[players];
        for (int player = 0; player < players; player++) {
            worth[player] = Math.subtractExact(values[1 << player], emptyValue());
        }
        return worth;
    }

    private static BigInteger[] factorials(int max) {
        BigInteger[] factorial = new BigInteger[max + 1];
        factorial[0] = BigInteger.ONE;
        for (int i = 1; i <= max; i++) {
            factorial[i] = factorial[i - 1].multiply(BigInteger.valueOf(i));
        }
        return factorial;
    }
}

package org.credence.incentive.valuation;

import java.math.BigInteger;

/**
 * Sums of a game's values over all coalitions of one size, with and without a given player. Exact for all {@code long} values.
 */
final class SizeSums {
    private final BigInteger[] total;
    private final BigInteger[][] withPlayer;

    private SizeSums(BigInteger[] total, BigInteger[][] withPlayer) {
        this.total = total;
        this.withPlayer = withPlayer;
    }

    /*
     * A value is high * 2^32 + low with low in [0, 2^32). At most 2^16 values are added, so that both halves' sums stay within 48
     * bits and a sign: no overflow, and no BigInteger in the loop over the coalitions.
     */
    static SizeSums of(int players, long[] values) {
        long[][] high = new long[players + 1][players + 1];
        long[][] low = new long[players + 1][players + 1];
        for (int coalition = 0; coalition < values.length; coalition++) {
            long valueHigh = values[coalition] >> 32;
            long valueLow = values[coalition] & 0xffff_ffffL;
            int size = Integer.bitCount(coalition);
            long[] sumsHigh = high[size];
            long[] sumsLow = low[size];
            for (int members = coalition; members != 0; members &= members - 1) {
                int player = Integer.numberOfTrailingZeros(members);
                sumsHigh[player] += valueHigh;
                sumsLow[player] += valueLow;
            }
            sumsHigh[players] += valueHigh;
            sumsLow[players] += valueLow;
        }

        BigInteger[] total = new BigInteger[players + 1];
        BigInteger[][] withPlayer = new BigInteger[players + 1][players];
        for (int size = 0; size <= players; size++) {
            total[size] = join(high[size][players], low[size][players]);
            for (int player = 0; player < players; player++) {
                withPlayer[size][player] = join(high[size][player], low[size][player]);
            }
        }
        return new SizeSums(total, withPlayer);
    }

    private static BigInteger join(long high, long low) {
        return BigInteger.valueOf(high).shiftLeft(32).add(BigInteger.valueOf(low));
    }

    /** Over the coalitions of this size that hold the player. */
    BigInteger with(int player, int size) {
        return withPlayer[size][player];
    }

    /** Over the coalitions of this size that do not hold the player. */
    BigInteger without(int player, int size) {
        return total[size].subtract(withPlayer[size][player]);
    }
}

package org.credence.incentive.valuation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A running GTG-Shapley estimate: the mean gain of each member over the permutations walked so far. Exact arithmetic; each coalition
 * is evaluated at most once. Not safe for use by several threads.
 *
 * <p>Source: Liu, Chen, Yu, Liu and Cui, GTG-Shapley, ACM TIST 2022, arXiv 2109.02053.
 */
final class GtgEstimate {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    /** A coalition's value; unbounded, so that no sum or product here can overflow. */
    interface ExactUtility {
        BigInteger of(long coalition);
    }

    /** The members' summed gains after so many permutations. */
    private record Snapshot(BigInteger permutations, List<BigInteger> gains) {}

    private final int members;
    private final ExactUtility utility;
    private final BigInteger pairTruncation;
    private final long everybody;
    private final BigInteger emptyValue;
    private final BigInteger grandValue;
    private final Map<Long, BigInteger> evaluated = new HashMap<>();
    private final List<Snapshot> earlier = new ArrayList<>();
    private final BigInteger[] gains;
    private int permutations;

    /** @param members 1 to 63 */
    GtgEstimate(int members, ExactUtility utility, BigInteger pairTruncation) {
        this.members = members;
        this.utility = utility;
        this.pairTruncation = pairTruncation;
        this.everybody = -1L >>> (Long.SIZE - members);
        this.emptyValue = value(0);
        this.grandValue = value(everybody);
        this.gains = new BigInteger[members];
        Arrays.fill(gains, BigInteger.ZERO);
    }

    BigInteger emptyValue() {
        return emptyValue;
    }

    BigInteger grandValue() {
        return grandValue;
    }

    /** Distinct coalitions evaluated, the empty one and everybody included. */
    int evaluations() {
        return evaluated.size();
    }

    int permutations() {
        return permutations;
    }

    /** Whether the whole round changes so little that nobody is worth anything. */
    boolean changesAtMost(BigInteger roundTruncation) {
        return grandValue.subtract(emptyValue).abs().compareTo(roundTruncation) <= 0;
    }

    /** Walks one more order of joining. */
    void walk(int[] permutation) {
        earlier.add(new Snapshot(BigInteger.valueOf(permutations), List.of(gains)));
        long coalition = 0;
        BigInteger before = emptyValue;
        for (int member : permutation) {
            coalition |= 1L << member;
            if (grandValue.subtract(before).abs().compareTo(pairTruncation) < 0) {
                break; // Close enough to everybody: the members that are left add nothing.
            }
            BigInteger after = value(coalition);
            gains[member] = gains[member].add(after).subtract(before);
            before = after;
        }
        permutations++;
    }

    /** The estimate after the permutations walked so far, at least one. */
    List<Rational> means() {
        List<Rational> means = new ArrayList<>(members);
        for (BigInteger gain : gains) {
            means.add(new Rational(gain, BigInteger.valueOf(permutations)));
        }
        return means;
    }

    /*
     * The estimate after j permutations differs from that after k by sum_i |S_j(i)/j - S_k(i)/k|, relative to sum_i |S_k(i)/k|. Both
     * are multiplied by j*k, so that integers decide. The members' changes are summed before they are divided, because a member worth
     * almost nothing would otherwise keep the relative change high for ever.
     */
    /** Whether none of the last {@code lag} estimates differs from the newest by more than the tolerance. */
    boolean settled(int lag, int toleranceMicros) {
        if (permutations <= lag) {
            return false;
        }
        BigInteger now = BigInteger.valueOf(permutations);
        BigInteger size = Arrays.stream(gains).map(BigInteger::abs).reduce(BigInteger.ZERO, BigInteger::add);
        for (Snapshot old : earlier.subList(earlier.size() - lag, earlier.size())) {
            BigInteger change = BigInteger.ZERO;
            for (int i = 0; i < members; i++) {
                BigInteger difference = old.gains.get(i).multiply(now).subtract(gains[i].multiply(old.permutations));
                change = change.add(difference.abs());
            }
            BigInteger allowed = size.multiply(old.permutations).multiply(BigInteger.valueOf(toleranceMicros));
            if (change.multiply(MILLION).compareTo(allowed) > 0) {
                return false;
            }
        }
        return true;
    }

    private BigInteger value(long coalition) {
        return evaluated.computeIfAbsent(coalition, utility::of);
    }
}

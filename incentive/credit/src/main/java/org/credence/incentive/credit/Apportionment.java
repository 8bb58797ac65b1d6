package org.credence.incentive.credit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A budget shared in whole units. Amounts are at least 0; amounts and {@link #unspent} add up to the budget.
 *
 * @param amounts one for every claimant, 0 included; sorted by claimant, unmodifiable
 * @param unspent what nobody could be given: the whole budget if no weight is above 0, else 0
 * @param <K> who is paid; the natural order decides the last ties, so for ids it must be the order of their bytes
 */
public record Apportionment<K extends Comparable<? super K>>(SortedMap<K, Long> amounts, long unspent) {

    public Apportionment {
        amounts = Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
    }

    /**
     * Shares the budget in proportion to the weights by largest remainder. A negative weight counts as 0.
     *
     * <p>Each amount is within one unit of its exact share. The result depends on the entries alone, not on their order.
     *
     * @param budget whole units, at least 0
     * @throws IllegalArgumentException if the budget is negative
     */
    public static <K extends Comparable<? super K>> Apportionment<K> of(long budget, Map<K, Long> weights) {
        SortedMap<K, BigInteger> exact = new TreeMap<>();
        weights.forEach((claimant, weight) -> exact.put(claimant, BigInteger.valueOf(weight)));
        SortedMap<K, BigInteger> shared = largestRemainder(BigInteger.valueOf(budget), exact);

        SortedMap<K, Long> amounts = new TreeMap<>();
        long unspent = budget;
        for (Map.Entry<K, BigInteger> entry : shared.entrySet()) {
            long amount = entry.getValue().longValueExact();
            amounts.put(entry.getKey(), amount);
            unspent = Math.subtractExact(unspent, amount);
        }
        return new Apportionment<>(amounts, unspent);
    }

    /*
     * Largest remainder (Hamilton's method): floor every share, then one unit each to the largest remainders; ties go to the larger
     * weight, then to the smaller claimant. At most one unit per claimant is left after flooring, because each floor loses less than
     * one. Unbounded integers: the product of a budget and a weight has 126 bits.
     */
    static <K extends Comparable<? super K>> SortedMap<K, BigInteger> largestRemainder(
            BigInteger budget, SortedMap<K, BigInteger> weights) {
        if (budget.signum() < 0) {
            throw new IllegalArgumentException("a budget must be at least 0, was " + budget);
        }
        BigInteger total = weights.values().stream().map(BigInteger.ZERO::max).reduce(BigInteger.ZERO, BigInteger::add);
        SortedMap<K, BigInteger> amounts = new TreeMap<>();
        if (total.signum() == 0) {
            weights.keySet().forEach(claimant -> amounts.put(claimant, BigInteger.ZERO));
            return amounts;
        }

        List<Remainder<K>> remainders = new ArrayList<>();
        BigInteger left = budget;
        for (Map.Entry<K, BigInteger> entry : weights.entrySet()) {
            BigInteger weight = entry.getValue().max(BigInteger.ZERO);
            BigInteger[] share = budget.multiply(weight).divideAndRemainder(total);
            amounts.put(entry.getKey(), share[0]);
            remainders.add(new Remainder<>(entry.getKey(), weight, share[1]));
            left = left.subtract(share[0]);
        }
        remainders.sort(Remainder.firstServed());
        for (Remainder<K> next : remainders.subList(0, left.intValueExact())) {
            amounts.merge(next.claimant, BigInteger.ONE, BigInteger::add);
        }
        return amounts;
    }

    private record Remainder<K extends Comparable<? super K>>(K claimant, BigInteger weight, BigInteger remainder) {
        static <K extends Comparable<? super K>> Comparator<Remainder<K>> firstServed() {
            return Comparator.comparing((Remainder<K> r) -> r.remainder)
                    .thenComparing(r -> r.weight)
                    .reversed()
                    .thenComparing(r -> r.claimant);
        }
    }
}

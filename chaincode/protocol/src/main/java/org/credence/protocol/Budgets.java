package org.credence.protocol;

import java.util.List;

/**
 * What each round of a study is worth.
 *
 * @param perRound credit units, at least 0 each; their sum fits a long
 */
public record Budgets(List<Long> perRound) {
    public Budgets {
        perRound = List.copyOf(perRound);
    }

    /** The sum over the rounds from {@code first} up to and including {@code last}. */
    public long sum(int first, int last) {
        return perRound.subList(first, last + 1).stream().reduce(0L, Math::addExact);
    }
}

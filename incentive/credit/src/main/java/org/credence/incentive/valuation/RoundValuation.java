package org.credence.incentive.valuation;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;

/** The scores of one round's members, in nano-units of the loss. Immutable. */
public final class RoundValuation {
    private final long[] scores;
    private final int evaluations;
    private final long emptyUtility;
    private final long grandUtility;

    private RoundValuation(List<Rational> worth, int evaluations, long emptyUtility, long grandUtility) {
        this.scores = worth.stream().mapToLong(Rational::roundHalfEven).toArray();
        this.evaluations = evaluations;
        this.emptyUtility = emptyUtility;
        this.grandUtility = grandUtility;
    }

    /**
     * Exact Shapley values of a round of a linear model.
     *
     * @throws IllegalArgumentException for more than {@link CooperativeGame#MAX_PLAYERS} members
     */
    public static RoundValuation exactLinear(LinearRound round) {
        return exact(round.game());
    }

    /**
     * Exact Shapley values; every coalition is evaluated once.
     *
     * @throws IllegalArgumentException unless 1 &lt;= members &lt;= {@link CooperativeGame#MAX_PLAYERS}
     */
    public static RoundValuation exact(int members, CoalitionUtility utility) {
        return exact(CooperativeGame.of(members, utility));
    }

    /** Exact Shapley values of a game that is already evaluated. */
    public static RoundValuation exact(CooperativeGame game) {
        return new RoundValuation(game.shapley(), 1 << game.players(), game.emptyValue(), game.grandValue());
    }

    /**
     * Shapley values estimated by GTG-Shapley. Permutation k puts member k mod n first and the others in the order of the next
     * permutation of the stream; no coalition is evaluated twice.
     *
     * @param members 1 to 63
     * @param seed of the {@link PermutationStream}; must not be known before the updates are committed, and known to all after
     * @throws IllegalArgumentException if there are fewer or more members
     */
    public static RoundValuation gtg(int members, CoalitionUtility utility, GtgParameters parameters, byte[] seed) {
        if (members < 1 || members >= Long.SIZE) {
            throw new IllegalArgumentException("a round is estimated for 1 to 63 members, was " + members);
        }
        GtgEstimate estimate = new GtgEstimate(
                members,
                coalition -> BigInteger.valueOf(utility.nanos(coalition)),
                BigInteger.valueOf(parameters.pairTruncation()));
        List<Rational> worth;
        if (estimate.changesAtMost(BigInteger.valueOf(parameters.roundTruncation()))) {
            worth = Collections.nCopies(members, Rational.of(0));
        } else {
            walkUntilSettled(estimate, members, parameters, new PermutationStream(seed));
            worth = estimate.means();
        }
        return new RoundValuation(
                worth,
                estimate.evaluations(),
                estimate.emptyValue().longValueExact(),
                estimate.grandValue().longValueExact());
    }

    private static void walkUntilSettled(
            GtgEstimate estimate, int members, GtgParameters parameters, PermutationStream stream) {
        int least = Math.max(parameters.minPermutations(), members);
        while (estimate.permutations() < parameters.maxPermutations()) {
            if (estimate.permutations() >= least && estimate.settled(parameters.lag(), parameters.toleranceMicros())) {
                return;
            }
            estimate.walk(ledBy(estimate.permutations() % members, stream.nextPermutation(members)));
        }
    }

    /** Guided sampling: the leader first, the others in the given order. */
    static int[] ledBy(int leader, int[] permutation) {
        int[] guided = new int[permutation.length];
        guided[0] = leader;
        int next = 1;
        for (int member : permutation) {
            if (member != leader) {
                guided[next++] = member;
            }
        }
        return guided;
    }

    /** The members' scores, in the order of their numbers; negative for a member whose update did harm. */
    public long[] scores() {
        return scores.clone();
    }

    /** Distinct coalitions evaluated, the empty one and everybody included. */
    public int evaluations() {
        return evaluations;
    }

    /** Utility of the base model. */
    public long emptyUtility() {
        return emptyUtility;
    }

    /** Utility of the model of all members. */
    public long grandUtility() {
        return grandUtility;
    }
}

package org.credence.incentive.valuation;

/**
 * When GTG-Shapley stops evaluating. The thresholds are not published by its authors; they belong to the study's proposal.
 *
 * @param roundTruncation a round whose utility changes by no more is worth nothing to anyone; nano-units, at least 0
 * @param pairTruncation within a permutation, evaluation stops when the prefix is closer than this to everybody; nano-units, at
 *     least 0; 0 never stops
 * @param minPermutations before convergence is asked, at least 1; the number of members if that is more
 * @param maxPermutations whether converged or not, at least 1
 * @param lag how many earlier estimates, one a permutation, the newest is compared with, at least 1
 * @param toleranceMicros converged if none of them differs by more: sum of the members' absolute differences, in millionths of the
 *     sum of the members' absolute values
 */
public record GtgParameters(
        long roundTruncation,
        long pairTruncation,
        int minPermutations,
        int maxPermutations,
        int lag,
        int toleranceMicros) {
    private static final int MIN_PERMUTATIONS = 30;
    private static final int LAG = 10;
    private static final int TOLERANCE_MICROS = 50_000;

    public GtgParameters {
        requireAtLeast(0, roundTruncation, "roundTruncation");
        requireAtLeast(0, pairTruncation, "pairTruncation");
        requireAtLeast(1, minPermutations, "minPermutations");
        requireAtLeast(1, maxPermutations, "maxPermutations");
        requireAtLeast(1, lag, "lag");
        requireAtLeast(0, toleranceMicros, "toleranceMicros");
    }

    /**
     * What a study leaves open: at least 30 permutations, converged when the last 10 estimates are within 5 %. These are the numbers of
     * the authors' simulator, but counted in permutations (the simulator records each permutation once per member, so that for 10
     * members the last 10 estimates are all of one permutation and always agree).
     */
    public static GtgParameters of(long roundTruncation, long pairTruncation, int maxPermutations) {
        return new GtgParameters(
                roundTruncation, pairTruncation, MIN_PERMUTATIONS, maxPermutations, LAG, TOLERANCE_MICROS);
    }

    private static void requireAtLeast(long bound, long value, String name) {
        if (value < bound) {
            throw new IllegalArgumentException("%s must be at least %d, was %d".formatted(name, bound, value));
        }
    }
}

package org.credence.incentive.valuation;

/**
 * A round of a linear model, as the validation rows see it: the base model's outputs, and what each member's update adds to them. A
 * coalition's model is the base plus the weighted mean of its members' updates, so its outputs need no model. Immutable; safe for
 * use by several threads.
 */
public final class LinearRound implements CoalitionUtility {
    private final ValidationLoss loss;
    private final double[] base;
    private final double[][] weighted;
    private final long[] weights;
    private final double baseLoss;

    private LinearRound(ValidationLoss loss, double[] base, double[][] weighted, long[] weights) {
        this.loss = loss;
        this.base = base;
        this.weighted = weighted;
        this.weights = weights;
        this.baseLoss = loss.mean(base);
    }

    /**
     * A round.
     *
     * @param base output of the base model, one a validation row
     * @param updates what each member's whole update would add to those outputs (row times update, bias included): one array a member
     * @param weights each member's, at least 1; a coalition averages its updates by them
     * @throws IllegalArgumentException if lengths differ, there are not 1 to 63 members, a weight is below 1, or an output is not a
     *     number up to 1e100 in size
     */
    public static LinearRound of(ValidationLoss loss, double[] base, double[][] updates, long[] weights) {
        if (updates.length < 1 || updates.length >= Long.SIZE) {
            throw new IllegalArgumentException("a round is valued for 1 to 63 members, was " + updates.length);
        }
        if (weights.length != updates.length) {
            throw new IllegalArgumentException("%d updates, but %d weights".formatted(updates.length, weights.length));
        }
        requireOutputs(base, loss.outputs(), "the base model");
        double[][] weighted = new double[updates.length][];
        long total = 0;
        for (int member = 0; member < updates.length; member++) {
            requireOutputs(updates[member], loss.outputs(), "update " + member);
            if (weights[member] < 1) {
                throw new IllegalArgumentException(
                        "weight %d must be at least 1, was %d".formatted(member, weights[member]));
            }
            total = Math.addExact(total, weights[member]);
            weighted[member] = new double[loss.outputs()];
            for (int row = 0; row < loss.outputs(); row++) {
                weighted[member][row] = weights[member] * updates[member][row];
            }
        }
        return new LinearRound(loss, base.clone(), weighted, weights.clone());
    }

    private static void requireOutputs(double[] outputs, int rows, String whose) {
        Losses.requireOutputs(outputs, rows);
        for (int row = 0; row < rows; row++) {
            if (!(Math.abs(outputs[row]) <= Losses.MAX_MAGNITUDE)) {
                throw new IllegalArgumentException("output %d of %s is %s; it must be a number up to %s in size"
                        .formatted(row, whose, outputs[row], Losses.MAX_MAGNITUDE));
            }
        }
    }

    public int members() {
        return weights.length;
    }

    /** By how much the coalition's model improves the mean loss over the base model's. */
    @Override
    public long nanos(long coalition) {
        double[] sum = new double[base.length];
        long weight = 0;
        for (long members = coalition; members != 0; members &= members - 1) {
            int member = Long.numberOfTrailingZeros(members);
            add(sum, weighted[member], sum);
            weight += weights[member];
        }
        return weight == 0 ? 0 : nanos(sum, weight, new double[base.length]);
    }

    /**
     * The game of this round: the utilities of all coalitions, equal to those of {@link #nanos}.
     *
     * @throws IllegalArgumentException for more than {@link CooperativeGame#MAX_PLAYERS} members
     */
    public CooperativeGame game() {
        CooperativeGame.requirePlayers(members());
        Walk walk = new Walk();
        walk.extend(0, 0, 0, 0);
        return CooperativeGame.of(walk.utilities);
    }

    /*
     * All coalitions, depth first: a coalition's sum is that of the coalition without its last member, plus that member. So each
     * costs one addition a row, as along a Gray code, but nothing is ever subtracted: no error builds up, and the sum is the one that
     * adding the members in order gives, bit for bit.
     */
    private final class Walk {
        final long[] utilities = new long[1 << members()];
        private final double[][] sums = new double[members() + 1][base.length];
        private final double[] outputs = new double[base.length];

        void extend(int coalition, int size, int first, long weight) {
            for (int member = first; member < members(); member++) {
                int larger = coalition | 1 << member;
                long largerWeight = weight + weights[member];
                add(sums[size], weighted[member], sums[size + 1]);
                utilities[larger] = nanos(sums[size + 1], largerWeight, outputs);
                extend(larger, size + 1, member + 1, largerWeight);
            }
        }
    }

    private static void add(double[] sum, double[] term, double[] result) {
        for (int row = 0; row < result.length; row++) {
            result[row] = sum[row] + term[row];
        }
    }

    private long nanos(double[] sum, long weight, double[] outputs) {
        double share = 1.0 / weight;
        for (int row = 0; row < outputs.length; row++) {
            outputs[row] = base[row] + sum[row] * share;
        }
        return ValidationLoss.nanosGained(baseLoss, loss.mean(outputs));
    }
}

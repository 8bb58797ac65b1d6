package org.credence.node.aggregation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.credence.node.config.StudySpec.Weights;
import org.credence.node.model.ParameterVector;
import org.credence.node.update.InvalidUpdateException;
import org.credence.node.update.UpdateCodec;
import org.credence.node.update.UpdateHeader;
import org.credence.protocol.MemberId;

/**
 * Federated averaging (McMahan et al., AISTATS 2017) in exact integers, for the members enrolled in one study. Immutable, safe for
 * use by several threads.
 */
public final class Aggregator {
    /** The largest total weight: beyond it parameters of size 1 would no longer fit. */
    public static final long MAX_TOTAL_WEIGHT = 1L << (Long.SIZE - 2 - ParameterVector.FRACTION_BITS);

    private final SortedMap<MemberId, Long> weights;
    private final int parameters;
    private final long bound;

    /**
     * @param rows of every enrolled member, from the manifests that the ledger holds; each at least 1
     * @param parameters of the study's model
     * @throws IllegalArgumentException if nobody is enrolled, a member has no rows, or there are more than
     *     {@link #MAX_TOTAL_WEIGHT} in all
     */
    public Aggregator(Weights rule, SortedMap<MemberId, Long> rows, int parameters) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a study needs at least one member");
        }
        this.weights = new TreeMap<>();
        rows.forEach((member, count) -> weights.put(member, weight(rule, member, count)));
        this.parameters = parameters;
        this.bound = Math.min(UpdateCodec.MAX_FIXED, Long.MAX_VALUE / total(weights));
    }

    private static long weight(Weights rule, MemberId member, long rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("%s must have at least 1 row, has %d".formatted(member, rows));
        }
        return rule == Weights.PLAIN ? 1 : rows;
    }

    private static long total(SortedMap<MemberId, Long> weights) {
        long total = 0;
        for (long weight : weights.values()) {
            if (weight > MAX_TOTAL_WEIGHT - total) {
                throw new IllegalArgumentException(
                        "the members have more than %d rows in all, which 64-bit sums cannot weigh; set aggregation.weights to plain"
                                .formatted(MAX_TOTAL_WEIGHT));
            }
            total += weight;
        }
        return total;
    }

    /**
     * The largest size of a parameter that a valid update may have, in units of 2^-32: 2^20, or less where the total weight of the
     * enrolled members asks for it; never below {@code 2^-32 * (2^33 - 1)}, which is just under 2.
     */
    public long bound() {
        return bound;
    }

    /** What the member counts for: its rows, or 1 for the plain mean. */
    public long weight(MemberId member) {
        Long weight = weights.get(member);
        if (weight == null) {
            throw new IllegalArgumentException("%s is not enrolled".formatted(member));
        }
        return weight;
    }

    /**
     * Judges the bytes of an update that the ledger includes.
     *
     * @param expected what the update belongs to, from the ledger; its member is enrolled
     */
    public Verdict judge(UpdateHeader expected, byte[] update) {
        try {
            ParameterVector delta = UpdateCodec.decode(update, expected, parameters, bound);
            return new Verdict.Valid(new Contribution(expected.member(), weight(expected.member()), delta));
        } catch (InvalidUpdateException e) {
            return new Verdict.Invalid(e.reason(), e.words());
        }
    }

    /*
     * Exact, and the same in any order: a sum of integers. It does not overflow: every |delta| is at most bound <= (2^63 - 1) / W,
     * where W is the weight of all enrolled members, so |sum n_i * delta_i| <= bound * sum n_i <= bound * W < 2^63; each product
     * alone is no larger. (Sums that wrap, as masked updates will, end at the same value for the same reason.) The mean is rounded
     * to the nearest multiple of 2^-32, halves away from zero, so that negating all updates negates the change. Base and mean are at
     * most 2^52 each; a parameter that would leave +-2^20, where it would cease to be a double without loss, stays at that border.
     */
    /**
     * The model after a round: {@code base + round(sum n_i * delta_i / sum n_i)}, each parameter held within
     * {@code +-2^20}. The same bits in any order of the contributions; without any it is the base.
     *
     * @param base parameters that the round started from, within {@code +-2^20}
     * @param contributions of different enrolled members
     * @throws IllegalArgumentException if lengths differ, a member is there twice or not enrolled, a weight is not the member's, or
     *     a parameter is out of range
     */
    public ParameterVector aggregate(ParameterVector base, List<Contribution> contributions) {
        requireWithin("the base", base, UpdateCodec.MAX_FIXED);
        Set<MemberId> members = new HashSet<>();
        long[] sums = new long[parameters];
        long total = 0;
        for (Contribution contribution : contributions) {
            requireOwn(contribution);
            if (!members.add(contribution.member())) {
                throw new IllegalArgumentException("%s contributes twice".formatted(contribution.member()));
            }
            for (int i = 0; i < sums.length; i++) {
                sums[i] += contribution.weight() * contribution.delta().fixed(i);
            }
            total += contribution.weight();
        }
        long[] next = base.toFixed();
        for (int i = 0; i < next.length && total > 0; i++) {
            long moved = next[i] + divideRounded(sums[i], total);
            next[i] = Math.max(-UpdateCodec.MAX_FIXED, Math.min(UpdateCodec.MAX_FIXED, moved));
        }
        return ParameterVector.ofFixed(next);
    }

    private void requireOwn(Contribution contribution) {
        String whose = "the update of " + contribution.member();
        requireWithin(whose, contribution.delta(), bound);
        if (contribution.weight() != weight(contribution.member())) {
            throw new IllegalArgumentException(
                    "%s weighs %d, expected %d".formatted(whose, contribution.weight(), weight(contribution.member())));
        }
    }

    private void requireWithin(String whose, ParameterVector values, long limit) {
        if (values.length() != parameters) {
            throw new IllegalArgumentException(
                    "the model has %d parameters, %s has %d".formatted(parameters, whose, values.length()));
        }
        for (int i = 0; i < parameters; i++) {
            if (values.fixed(i) > limit || values.fixed(i) < -limit) {
                throw new IllegalArgumentException("parameter %d of %s is %d units of 2^-32, at most %d are allowed"
                        .formatted(i, whose, values.fixed(i), limit));
            }
        }
    }

    /** The quotient rounded to the nearest integer, halves away from zero; {@code divisor} in [1, 2^62]. */
    static long divideRounded(long dividend, long divisor) {
        long quotient = dividend / divisor;
        long remainder = Math.abs(dividend % divisor);
        boolean up = remainder >= divisor - remainder;
        return up ? quotient + (dividend < 0 ? -1 : 1) : quotient;
    }
}

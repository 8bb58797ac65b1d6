package org.credence.node.round;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.credence.incentive.valuation.GtgParameters;
import org.credence.incentive.valuation.LinearRound;
import org.credence.incentive.valuation.RoundValuation;
import org.credence.incentive.valuation.ValidationLoss;
import org.credence.node.aggregation.Aggregator;
import org.credence.node.aggregation.Contribution;
import org.credence.node.aggregation.Verdict;
import org.credence.node.config.StudySpec;
import org.credence.node.config.StudySpec.ContributionSpec;
import org.credence.node.config.StudySpec.Method;
import org.credence.node.data.Examples;
import org.credence.node.model.Model;
import org.credence.node.model.ModelCodec;
import org.credence.node.model.ModelState;
import org.credence.node.model.ParameterVector;
import org.credence.node.update.UpdateHeader;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.MemberScore;
import org.credence.protocol.ScoreVector;
import org.credence.protocol.UpdateCommit;
import org.credence.protocol.encoding.DomainHash;

/**
 * What everybody computes alike in one study, members and auditors: the model after a round, and what each update of a window was
 * worth. Functions of the ledger's record and of the bytes it names. Immutable, safe for use by several threads.
 */
public final class StudyMath {
    /** Members up to which a linear model's rounds are valued exactly where the study leaves the method open. */
    static final int EXACT_LINEAR_MEMBERS = 16;

    /** The same for every other model. */
    static final int EXACT_MEMBERS = 12;

    private static final double NANO = 1e9;

    private final StudySpec spec;
    private final Digest specHash;
    private final Model model;
    private final Digest schemaHash;
    private final Aggregator aggregator;
    private final Examples validation;
    private final ValidationUtility utility;

    /**
     * @param schemaHash of the consortium-wide feature and output domain, which every update names
     * @param validation the board's rows, encoded as the members' rows are
     */
    public StudyMath(
            StudySpec spec,
            Digest specHash,
            Model model,
            Digest schemaHash,
            Aggregator aggregator,
            Examples validation) {
        this.spec = spec;
        this.specHash = specHash;
        this.model = model;
        this.schemaHash = schemaHash;
        this.aggregator = aggregator;
        this.validation = validation;
        this.utility = new ValidationUtility(model, validation);
    }

    public StudySpec spec() {
        return spec;
    }

    public Model model() {
        return model;
    }

    public Aggregator aggregator() {
        return aggregator;
    }

    public Examples validation() {
        return validation;
    }

    /** What an update's header must say. */
    public UpdateHeader header(MemberId member, int round, Digest base) {
        return new UpdateHeader(spec.study(), round, member, base, schemaHash);
    }

    /**
     * The model after a sealed round.
     *
     * @param commits of the included members
     * @param find the bytes of a member's update by their hash
     * @throws UpdateUnavailableException if they cannot be had
     */
    public AggregatedRound aggregate(
            ModelState base,
            SortedMap<MemberId, UpdateCommit> commits,
            BiFunction<MemberId, Digest, Optional<byte[]>> find) {
        Digest baseHash = ModelCodec.hash(base);
        List<Contribution> valid = new ArrayList<>();
        SortedMap<MemberId, Digest> updates = new TreeMap<>();
        SortedMap<MemberId, String> invalid = new TreeMap<>();
        commits.forEach((member, commit) -> {
            byte[] bytes = find.apply(member, commit.update())
                    .orElseThrow(() -> new UpdateUnavailableException(base.round(), member, commit.update()));
            updates.put(member, commit.update());
            Verdict verdict = aggregator.judge(header(member, base.round(), baseHash), bytes);
            if (verdict instanceof Verdict.Valid good) {
                valid.add(good.contribution());
            } else if (verdict instanceof Verdict.Invalid bad) {
                invalid.put(member, bad.words());
            }
        });
        ParameterVector next = aggregator.aggregate(base.parameters(), valid);
        ModelState nextState = new ModelState(base.study(), base.round() + 1, next);
        return new AggregatedRound(base, baseHash, valid, updates, invalid, nextState, ModelCodec.hash(nextState));
    }

    /**
     * The scores of a window: each member's Shapley values of its rounds, added up, in nano-units of the validation loss. Whoever was
     * included in a round of the window has one; an invalid update is worth 0.
     */
    public ScoreVector scores(List<AggregatedRound> window) {
        SortedMap<MemberId, Long> sums = new TreeMap<>();
        for (AggregatedRound round : window) {
            round.updates().keySet().forEach(member -> sums.merge(member, 0L, Math::addExact));
            if (!round.valid().isEmpty()) {
                long[] scores = value(round).scores();
                for (int i = 0; i < scores.length; i++) {
                    sums.merge(round.valid().get(i).member(), scores[i], Math::addExact);
                }
            }
        }
        return new ScoreVector(sums.entrySet().stream()
                .map(entry -> new MemberScore(entry.getKey(), entry.getValue()))
                .toList());
    }

    private RoundValuation value(AggregatedRound round) {
        int members = round.valid().size();
        if (model.isLinear()) {
            LinearRound linear = linear(round);
            return isExact(members, EXACT_LINEAR_MEMBERS)
                    ? RoundValuation.exactLinear(linear)
                    : RoundValuation.gtg(members, linear, gtg(), permutationSeed(round));
        }
        double baseLoss = utility.loss(round.base().parameters());
        return isExact(members, EXACT_MEMBERS)
                ? RoundValuation.exact(members, coalition -> gain(round, coalition, baseLoss))
                : RoundValuation.gtg(
                        members, coalition -> gain(round, coalition, baseLoss), gtg(), permutationSeed(round));
    }

    private boolean isExact(int members, int limit) {
        Method method = spec.contribution().method();
        return method == Method.EXACT || (method == Method.AUTO && members <= limit);
    }

    private LinearRound linear(AggregatedRound round) {
        double[] base = utility.outputs(round.base().parameters());
        double[][] updates = new double[round.valid().size()][];
        long[] weights = new long[updates.length];
        for (int i = 0; i < updates.length; i++) {
            Contribution contribution = round.valid().get(i);
            updates[i] = utility.outputs(contribution.delta());
            weights[i] = contribution.weight();
        }
        return LinearRound.of(utility.loss(), base, updates, weights);
    }

    /** What a coalition's model gains over the base: its members' own exact aggregate, scored on the validation rows. */
    private long gain(AggregatedRound round, long coalition, double baseLoss) {
        List<Contribution> members = new ArrayList<>();
        for (int i = 0; i < round.valid().size(); i++) {
            if ((coalition >> i & 1) != 0) {
                members.add(round.valid().get(i));
            }
        }
        ParameterVector parameters = aggregator.aggregate(round.base().parameters(), members);
        return ValidationLoss.nanosGained(baseLoss, utility.loss(parameters));
    }

    private GtgParameters gtg() {
        ContributionSpec contribution = spec.contribution();
        return GtgParameters.of(
                nanos(contribution.roundTruncation()),
                nanos(contribution.pairTruncation()),
                contribution.permutations());
    }

    private static long nanos(BigDecimal units) {
        return Math.round(Double.parseDouble(units.toString()) * NANO);
    }

    /** Known to all once the round is sealed, and to nobody before: study, round, base and the included updates' hashes. */
    private byte[] permutationSeed(AggregatedRound round) {
        DomainHash hash = DomainHash.of("credence/permutations/1")
                .digest(specHash)
                .number(round.round())
                .digest(round.baseHash());
        round.updates().forEach((member, update) -> hash.text(member.value()).digest(update));
        return hash.hash().bytes();
    }
}

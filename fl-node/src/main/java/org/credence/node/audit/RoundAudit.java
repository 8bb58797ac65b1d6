package org.credence.node.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.credence.node.model.ModelState;
import org.credence.node.round.AggregatedRound;
import org.credence.node.round.StudyMath;
import org.credence.protocol.AgreedModel;
import org.credence.protocol.IncludedSet;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.MemberScore;
import org.credence.protocol.ScoreVector;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.StudyTerms;
import org.credence.protocol.UpdateCommit;

/**
 * A study's sealed rounds in their order: the included updates, the model that they add up to, and at the end of each window what they
 * were worth. Holds one window's updates at a time.
 */
final class RoundAudit {
    private final StudyRecord record;
    private final StudyTerms terms;
    private final StudyMath math;
    private final Rulings rulings;
    private final Evidence evidence;
    private final AuditLog log;
    private final List<AggregatedRound> window = new ArrayList<>();
    private long updates;
    private long agreed;
    private long scores;

    RoundAudit(StudyRecord record, StudyMath math, Rulings rulings, Evidence evidence, AuditLog log) {
        this.record = record;
        this.terms = record.terms();
        this.math = math;
        this.rulings = rulings;
        this.evidence = evidence;
        this.log = log;
    }

    /**
     * The model after the last sealed round.
     *
     * @param initial that round 0 starts from
     */
    ModelState run(ModelState initial) {
        ModelState model = initial;
        Optional<IncludedSet> included = record.included(0);
        while (included.isPresent()) {
            AggregatedRound computed = round(model, included.get());
            requireAgreed(computed);
            window.add(computed);
            int index = terms.windowOf(computed.round());
            if (computed.round() == terms.lastRound(index)) {
                score(index);
                window.clear();
            }
            model = computed.next();
            included = record.included(model.round());
        }
        log.passed(record.where(), "updates with the hashes that their members committed", updates);
        log.passed(record.where(), "models, each the sum of its round's updates", agreed);
        log.passed(record.where(), "scores of members in final windows", scores);
        return model;
    }

    private AggregatedRound round(ModelState base, IncludedSet included) {
        int round = base.round();
        SortedMap<MemberId, UpdateCommit> commits = new TreeMap<>();
        for (MemberId member : included.members()) {
            commits.put(member, record.require(Keys.commit(record.id(), round, member)));
        }
        AggregatedRound computed = math.aggregate(base, commits, (member, digest) -> {
            updates++;
            return Optional.of(evidence.content(digest, record.round(round) + ", " + member, "update"));
        });
        commits.forEach((member, commit) -> {
            if (!commit.base().equals(computed.baseHash())) {
                throw new Disagreement(
                        record.round(round) + ", " + member,
                        "is included with an update of %s, the round starts from %s"
                                .formatted(commit.base(), computed.baseHash()));
            }
        });
        computed.invalid()
                .forEach((member, why) -> log.note(
                        record.round(round) + ", " + member,
                        "the included update is not valid and counts nothing: " + why));
        return computed;
    }

    private void requireAgreed(AggregatedRound computed) {
        AgreedModel model =
                record.find(Keys.model(record.id(), computed.round())).orElse(null);
        if (model == null) {
            return;
        }
        boolean ruled = model.source() == AgreedModel.Source.RULED;
        if (!model.model().equals(computed.nextHash())) {
            throw new Disagreement(
                    record.round(computed.round()),
                    "the updates of %s add up to model %s, but %s %s"
                            .formatted(
                                    computed.updates().keySet(),
                                    computed.nextHash(),
                                    ruled ? "the board ruled" : "the members agreed on",
                                    model.model()));
        }
        if (ruled) {
            log.note(record.round(computed.round()), "the board ruled on the model; the updates add up to it");
        }
        agreed++;
    }

    private void score(int index) {
        if (!record.isFinal(index)) {
            return;
        }
        ScoreWindow recorded = record.require(Keys.window(record.id(), index));
        ScoreVector vector = recorded.vector();
        if (vector == null) {
            throw new Disagreement(record.window(index), "is final without scores");
        }
        ScoreVector derived = math.scores(List.copyOf(window));
        if (rulings.contains(record.id(), index)) {
            log.note(
                    record.window(index),
                    derived.equals(vector)
                            ? "the board ruled on the scores; they are those that the updates give"
                            : "the board ruled on the scores; they are not those that the updates give");
        } else {
            requireScores(index, vector, derived);
        }
        scores += vector.scores().size();
    }

    private void requireScores(int index, ScoreVector vector, ScoreVector derived) {
        if (!vector.members().equals(derived.members())) {
            throw new Disagreement(
                    record.window(index),
                    "scores are of %s, included were %s".formatted(vector.members(), derived.members()));
        }
        for (int i = 0; i < vector.scores().size(); i++) {
            MemberScore recorded = vector.scores().get(i);
            MemberScore score = derived.scores().get(i);
            if (!recorded.equals(score)) {
                throw new Disagreement(
                        record.window(index) + ", " + score.member(),
                        "the score is %d, the updates give %d".formatted(recorded.score(), score.score()));
            }
        }
    }
}

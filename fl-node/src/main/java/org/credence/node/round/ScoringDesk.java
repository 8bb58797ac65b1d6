package org.credence.node.round;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.credence.node.store.NodeState;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.EnrolledSet;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.ScoreVector;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.StateView;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;
import org.credence.protocol.encoding.DomainHash;
import org.credence.protocol.encoding.Hashes;

/** A member as evaluator: computes every window's scores itself, commits, reveals, checks what is published, and challenges what differs. */
final class ScoringDesk {
    static final String SECRET = "score-secret";
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(1);

    private final StudySettings settings;
    private final StudyId study;
    private final StudyMath math;
    private final Trajectory trajectory;
    private final NodeState memory;
    private final Calls calls;
    private final Turns turns;
    private final PartClock parts;
    private final Map<Integer, ScoreVector> scores = new TreeMap<>();
    private final Map<Integer, ScoreWindow.Status> sent = new TreeMap<>();
    private int firstOpen;

    ScoringDesk(
            StudySettings settings,
            StudyMath math,
            Trajectory trajectory,
            NodeState memory,
            Calls calls,
            Turns turns,
            PartClock parts) {
        this.settings = settings;
        this.study = settings.spec().study();
        this.math = math;
        this.trajectory = trajectory;
        this.memory = memory;
        this.calls = calls;
        this.turns = turns;
        this.parts = parts;
    }

    /** Does the next thing in the first window that asks for something. */
    Step step(StateView state, StudyTerms terms, EnrolledSet enrolled) {
        skipFinished(state, terms);
        Step all = Step.idle();
        for (int window = firstOpen; window < terms.windows(); window++) {
            ScoreWindow record = state.get(Keys.window(study, window));
            if (record == null || record.status() == ScoreWindow.Status.WAITING) {
                break;
            }
            Step step = step(state, terms, enrolled, window, record);
            if (step.acted()) {
                return step;
            }
            all = all.and(step);
        }
        return all;
    }

    private void skipFinished(StateView state, StudyTerms terms) {
        int before = firstOpen;
        while (firstOpen < terms.windows() && isFinal(state, firstOpen)) {
            scores.remove(firstOpen);
            sent.remove(firstOpen);
            firstOpen++;
        }
        if (firstOpen > before && firstOpen < terms.windows()) {
            trajectory.forgetBefore(terms.firstRound(firstOpen));
        }
    }

    private boolean isFinal(StateView state, int window) {
        return Readings.windowStatus(state, study, window) == ScoreWindow.Status.FINAL;
    }

    private Step step(StateView state, StudyTerms terms, EnrolledSet enrolled, int window, ScoreWindow record) {
        return switch (record.status()) {
            case EVAL_COMMIT -> commit(state, terms, enrolled, window, record);
            case EVAL_REVEAL -> reveal(state, terms, enrolled, window, record);
            case PROVISIONAL -> provisional(state, terms, enrolled, window, record);
            case RULED -> finish(state, enrolled, window);
            case WAITING, CHALLENGED, DISPUTED_SCORES, FINAL, VOID -> Step.idle();
        };
    }

    private Step commit(StateView state, StudyTerms terms, EnrolledSet enrolled, int window, ScoreWindow record) {
        MemberId self = settings.self();
        if (Readings.isActive(state, self)
                && sent.get(window) != ScoreWindow.Status.EVAL_COMMIT
                && state.get(Keys.scoreCommit(study, window, self)) == null) {
            Digest digest = Hashes.scores(study, window, scores(state, terms, window));
            Digest commitment = Hashes.scoreCommitment(study, window, self, digest, nonce(window));
            calls.submit(new Command.CommitScores(study, window, commitment));
            sent.put(window, ScoreWindow.Status.EVAL_COMMIT);
            return Step.done();
        }
        boolean waiting = enrolled.members().stream()
                .anyMatch(m -> Readings.isActive(state, m) && state.get(Keys.scoreCommit(study, window, m)) == null);
        return advance(enrolled, window, record, waiting, terms.deadlines().evalCommit());
    }

    private Step reveal(StateView state, StudyTerms terms, EnrolledSet enrolled, int window, ScoreWindow record) {
        MemberId self = settings.self();
        if (Readings.isActive(state, self)
                && sent.get(window) != ScoreWindow.Status.EVAL_REVEAL
                && state.get(Keys.scoreCommit(study, window, self)) != null
                && state.get(Keys.scoreReveal(study, window, self)) == null) {
            Digest digest = Hashes.scores(study, window, scores(state, terms, window));
            calls.submit(new Command.RevealScores(study, window, digest, nonce(window)));
            sent.put(window, ScoreWindow.Status.EVAL_REVEAL);
            return Step.done();
        }
        boolean waiting = enrolled.members().stream()
                .anyMatch(m -> Readings.isActive(state, m)
                        && state.get(Keys.scoreCommit(study, window, m)) != null
                        && state.get(Keys.scoreReveal(study, window, m)) == null);
        return advance(enrolled, window, record, waiting, terms.deadlines().evalReveal());
    }

    private Step advance(EnrolledSet enrolled, int window, ScoreWindow record, boolean waiting, long deadlineSeconds) {
        Duration left = waiting ? untilAfter(record.opened(), deadlineSeconds) : Duration.ZERO;
        if (!left.isZero()) {
            return Step.later(left);
        }
        return inTurn("advance/" + window + "/" + record.status(), enrolled, new Command.AdvanceWindow(study, window));
    }

    private Step provisional(StateView state, StudyTerms terms, EnrolledSet enrolled, int window, ScoreWindow record) {
        ScoreVector mine = scores(state, terms, window);
        ScoreVector published = record.vector();
        if (published == null) {
            return Hashes.scores(study, window, mine).equals(record.digest())
                    ? inTurn("publish/" + window, enrolled, new Command.PublishScores(study, window, mine))
                    : Step.idle();
        }
        if (!published.equals(mine)
                && sent.get(window) != ScoreWindow.Status.CHALLENGED
                && state.get(Keys.challenge(study, window, settings.self())) == null) {
            calls.submit(new Command.ChallengeScores(study, window));
            sent.put(window, ScoreWindow.Status.CHALLENGED);
            return Step.done();
        }
        Duration left = untilAfter(record.opened(), terms.deadlines().challenge());
        return left.isZero() ? finish(state, enrolled, window) : Step.later(left);
    }

    private Step finish(StateView state, EnrolledSet enrolled, int window) {
        if (window > 0 && !isFinal(state, window - 1)) {
            return Step.idle();
        }
        return inTurn("finalize/" + window, enrolled, new Command.FinalizeScores(study, window));
    }

    private ScoreVector scores(StateView state, StudyTerms terms, int window) {
        ScoreVector known = scores.get(window);
        if (known != null) {
            return known;
        }
        List<AggregatedRound> rounds = new ArrayList<>();
        for (int round = terms.firstRound(window); round <= terms.lastRound(window); round++) {
            rounds.add(trajectory.round(state, round));
        }
        ScoreVector computed = parts.time(PartClock.Part.CONTRIBUTION, () -> math.scores(rounds));
        scores.put(window, computed);
        return computed;
    }

    /* From a secret that survives a restart, so that a commitment can always be opened; nobody else can guess it. */
    private String nonce(int window) {
        byte[] secret = memory.get(SECRET)
                .orElseThrow(() -> new IllegalStateException("the node has no secret for its score commitments"));
        return DomainHash.of("credence/score-nonce/1")
                .text(HexFormat.of().formatHex(secret))
                .text(study.value())
                .number(window)
                .hash()
                .hex();
    }

    private Duration untilAfter(long openedSeconds, long durationSeconds) {
        long end = (openedSeconds + durationSeconds) * 1000 + CLOCK_SLACK.toMillis();
        return Duration.ofMillis(Math.max(0, end - settings.clock().millis()));
    }

    private Step inTurn(String task, EnrolledSet enrolled, Command command) {
        return TurnTaking.act(turns, task, enrolled.members(), settings.specHash(), () -> calls.submit(command));
    }
}

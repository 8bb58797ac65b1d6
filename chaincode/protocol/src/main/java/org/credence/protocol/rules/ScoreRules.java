package org.credence.protocol.rules;

import java.util.List;
import java.util.TreeSet;
import org.credence.protocol.Ballot;
import org.credence.protocol.Charter;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.EnrolledSet;
import org.credence.protocol.Event;
import org.credence.protocol.IncludedSet;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Role;
import org.credence.protocol.ScoreVector;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.ScoreWindow.Status;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;
import org.credence.protocol.encoding.Hashes;

/** What updates were worth: evaluators commit, reveal and publish scores; anyone enrolled may challenge them; the board rules. */
final class ScoreRules {
    private final Transaction tx;
    private final Consortium consortium;
    private final Studies studies;

    ScoreRules(Transaction tx) {
        this.tx = tx;
        this.consortium = new Consortium(tx);
        this.studies = new Studies(tx, consortium);
    }

    Verdict commitScores(Command.CommitScores command) {
        StudyId id = command.study();
        StudyTerms terms = studies.insider(id);
        ScoreWindow window = studies.window(id, terms, command.window());
        Digest before = tx.get(Keys.scoreCommit(id, command.window(), tx.me()));
        if (command.commitment().equals(before)) {
            return Verdict.noop(
                    "this commitment of %s for window %s is on record".formatted(tx.me(), command.window()));
        }
        if (before != null) {
            throw new Refusal(
                    Code.ALREADY_COMMITTED,
                    "%s committed to %s for window %s before; that one stands"
                            .formatted(tx.me(), before, command.window()));
        }
        requireStatus(command.window(), window, "commitScores", Status.EVAL_COMMIT);
        tx.put(Keys.scoreCommit(id, command.window(), tx.me()), command.commitment());
        return Verdict.OK;
    }

    Verdict revealScores(Command.RevealScores command) {
        StudyId id = command.study();
        StudyTerms terms = studies.insider(id);
        ScoreWindow window = studies.window(id, terms, command.window());
        Digest before = tx.get(Keys.scoreReveal(id, command.window(), tx.me()));
        if (command.digest().equals(before)) {
            return Verdict.noop("this digest of %s for window %s is on record".formatted(tx.me(), command.window()));
        }
        if (before != null) {
            throw new Refusal(
                    Code.ALREADY_REVEALED,
                    "%s revealed %s for window %s before; that one stands"
                            .formatted(tx.me(), before, command.window()));
        }
        requireStatus(command.window(), window, "revealScores", Status.EVAL_REVEAL);
        Digest commitment = tx.get(Keys.scoreCommit(id, command.window(), tx.me()));
        if (commitment == null) {
            throw new Refusal(
                    Code.NOT_COMMITTED,
                    "%s committed to no scores of window %s before its reveals began"
                            .formatted(tx.me(), command.window()));
        }
        Digest opened = Hashes.scoreCommitment(id, command.window(), tx.me(), command.digest(), command.nonce());
        if (!opened.equals(commitment)) {
            throw new Refusal(
                    Code.COMMITMENT_MISMATCH,
                    "digest and nonce make the commitment %s of %s, on record is %s; reveal what was committed to"
                            .formatted(opened, tx.me(), commitment));
        }
        tx.put(Keys.scoreReveal(id, command.window(), tx.me()), command.digest());
        return Verdict.OK;
    }

    Verdict advanceWindow(Command.AdvanceWindow command) {
        StudyId id = command.study();
        StudyTerms terms = studies.insider(id);
        int index = command.window();
        ScoreWindow window = studies.window(id, terms, index);
        requireStatus(index, window, "advanceWindow", Status.EVAL_COMMIT, Status.EVAL_REVEAL);
        EnrolledSet enrolled = studies.enrolled(id);
        List<MemberId> committed = enrolled.members().stream()
                .filter(member -> tx.has(Keys.scoreCommit(id, index, member)))
                .toList();
        ScoreWindow next = window.status() == Status.EVAL_COMMIT
                ? endCommits(index, terms, window, enrolled, committed)
                : endReveals(id, index, terms, window, enrolled, committed);
        tx.put(Keys.window(id, index), next);
        tx.emit(new Event.WindowAdvanced(id, index, next.status(), next.digest()));
        return Verdict.OK;
    }

    private ScoreWindow endCommits(
            int index, StudyTerms terms, ScoreWindow window, EnrolledSet enrolled, List<MemberId> committed) {
        List<MemberId> awaited = studies.awaited(enrolled.members(), committed);
        boolean enough = committed.size() >= enrolled.quorum();
        if (!awaited.isEmpty()) {
            requirePassed(index, window, terms.deadlines().evalCommit(), "commitments of " + awaited);
            if (!enough) {
                throw new Refusal(
                        Code.NO_QUORUM,
                        "window %s has %s commitments of the %s it needs, and %s may still commit; wait for them"
                                .formatted(index, committed.size(), enrolled.quorum(), awaited));
            }
        }
        return window.enter(enough ? Status.EVAL_REVEAL : Status.DISPUTED_SCORES, tx.now());
    }

    private ScoreWindow endReveals(
            StudyId id,
            int index,
            StudyTerms terms,
            ScoreWindow window,
            EnrolledSet enrolled,
            List<MemberId> committed) {
        var digests = new Tally();
        for (MemberId member : committed) {
            Digest revealed = tx.get(Keys.scoreReveal(id, index, member));
            if (revealed != null) {
                digests.add(revealed);
            } else if (consortium.isActive(member)) {
                digests.expectOne();
            }
        }
        if (digests.awaited() > 0) {
            requirePassed(
                    index, window, terms.deadlines().evalReveal(), digests.awaited() + " more evaluators' reveals");
        }
        Digest best = digests.best();
        if (best != null && digests.count() >= enrolled.quorum()) {
            return window.provisional(best, tx.now());
        }
        if (digests.count() + digests.awaited() >= enrolled.quorum()) {
            throw new Refusal(
                    Code.NO_QUORUM,
                    "window %s has %s equal digests of the %s it needs, and %s evaluators may still reveal; wait for them"
                            .formatted(index, digests.count(), enrolled.quorum(), digests.awaited()));
        }
        return window.enter(Status.DISPUTED_SCORES, tx.now());
    }

    Verdict publishScores(Command.PublishScores command) {
        StudyId id = command.study();
        StudyTerms terms = studies.insider(id);
        int index = command.window();
        ScoreWindow window = studies.window(id, terms, index);
        ScoreVector vector = command.vector();
        if (vector.equals(window.vector())) {
            return Verdict.noop("these scores of window %s are published".formatted(index));
        }
        if (window.vector() != null) {
            throw new Refusal(
                    Code.ALREADY_PUBLISHED,
                    "window %s has other scores; challenge them if they are wrong".formatted(index));
        }
        requireStatus(index, window, "publishScores", Status.PROVISIONAL);
        Digest digest = Hashes.scores(id, index, vector);
        if (!digest.equals(window.digest())) {
            throw new Refusal(
                    Code.DIGEST_MISMATCH,
                    "a quorum revealed %s for window %s, these scores hash to %s"
                            .formatted(window.digest(), index, digest));
        }
        requireRoster(id, terms, index, vector);
        tx.put(Keys.window(id, index), window.published(vector, tx.now()));
        tx.emit(new Event.ScoresPublished(id, index, digest));
        return Verdict.OK;
    }

    Verdict challengeScores(Command.ChallengeScores command) {
        requireChallenger();
        StudyId id = command.study();
        StudyTerms terms = studies.terms(id);
        int index = command.window();
        ScoreWindow window = studies.window(id, terms, index);
        if (tx.has(Keys.challenge(id, index, tx.me()))) {
            throw new Refusal(
                    Code.ALREADY_CHALLENGED,
                    "%s challenged window %s before; once is enough".formatted(tx.me(), index));
        }
        requireStatus(index, window, "challengeScores", Status.PROVISIONAL, Status.CHALLENGED);
        requirePublished(index, window);
        if (studies.hasPassed(window.opened(), terms.deadlines().challenge())) {
            throw new Refusal(
                    Code.TOO_LATE,
                    "the scores of window %s could be challenged for %s seconds after their publication"
                            .formatted(index, terms.deadlines().challenge()));
        }
        tx.put(Keys.challenge(id, index, tx.me()), true);
        tx.put(Keys.window(id, index), window.with(Status.CHALLENGED));
        tx.emit(new Event.ScoresChallenged(id, index, tx.me()));
        return Verdict.OK;
    }

    private void requireChallenger() {
        if (tx.context().role() != Role.AUDITOR) {
            consortium.requireCaller(Role.MEMBER);
            return;
        }
        Charter charter = tx.get(Keys.charter());
        if (charter == null || !charter.auditors().contains(tx.me())) {
            throw new Refusal(
                    Code.NOT_AN_AUDITOR,
                    "%s is not on the charter's list of auditors %s"
                            .formatted(tx.me(), charter == null ? List.of() : charter.auditors()));
        }
    }

    Verdict ruleScores(Command.RuleScores command) {
        consortium.requireCaller(Role.BOARD);
        StudyId id = command.study();
        StudyTerms terms = studies.terms(id);
        int index = command.window();
        ScoreWindow window = studies.window(id, terms, index);
        requireRulable(index, terms, window);
        requireRoster(id, terms, index, command.vector());
        Digest digest = Hashes.scores(id, index, command.vector());
        if (consortium.vote(Ballot.scores(id, index), digest.hex())) {
            tx.put(Keys.window(id, index), window.ruled(digest, command.vector(), tx.now()));
            tx.emit(new Event.ScoresRuled(id, index, digest));
        }
        return Verdict.OK;
    }

    /** The board rules on what is disputed, and on a phase that nobody finishes once its deadline has passed. */
    private void requireRulable(int index, StudyTerms terms, ScoreWindow window) {
        if (window.status() == Status.DISPUTED_SCORES || window.status() == Status.CHALLENGED) {
            return;
        }
        boolean unfinished = window.status() == Status.EVAL_COMMIT
                || window.status() == Status.EVAL_REVEAL
                || window.status() == Status.PROVISIONAL;
        if (!unfinished || window.vector() != null) {
            throw new Refusal(
                    Code.WRONG_PHASE,
                    "window %s is %s%s; the board rules on scores that are challenged, disputed or stuck"
                            .formatted(
                                    index, window.status(), window.vector() == null ? "" : " with published scores"));
        }
        long duration = switch (window.status()) {
            case EVAL_COMMIT -> terms.deadlines().evalCommit();
            case EVAL_REVEAL -> terms.deadlines().evalReveal();
            default -> terms.deadlines().challenge();
        };
        requirePassed(index, window, duration, "its evaluators");
    }

    private void requireRoster(StudyId id, StudyTerms terms, int index, ScoreVector vector) {
        var roster = new TreeSet<MemberId>();
        for (int round = terms.firstRound(index); round <= terms.lastRound(index); round++) {
            IncludedSet included = tx.get(Keys.included(id, round));
            if (included != null) {
                roster.addAll(included.members());
            }
        }
        if (!vector.members().equals(List.copyOf(roster))) {
            throw new Refusal(
                    Code.BAD_VECTOR,
                    "the scores of window %s must name each of %s once and nobody else, named were %s"
                            .formatted(index, roster, vector.members()));
        }
    }

    private void requirePassed(int index, ScoreWindow window, long duration, String awaited) {
        if (!studies.hasPassed(window.opened(), duration)) {
            throw new Refusal(
                    Code.TOO_EARLY,
                    "window %s is %s and awaits %s for %s more seconds"
                            .formatted(
                                    index, window.status(), awaited, studies.secondsLeft(window.opened(), duration)));
        }
    }

    static ScoreVector requirePublished(int index, ScoreWindow window) {
        if (window.vector() == null) {
            throw new Refusal(
                    Code.NOT_PUBLISHED, "window %s has no published scores; publish them first".formatted(index));
        }
        return window.vector();
    }

    static void requireStatus(int index, ScoreWindow window, String call, Status... allowed) {
        if (!List.of(allowed).contains(window.status())) {
            throw new Refusal(
                    Code.WRONG_PHASE,
                    "window %s is %s; %s needs it to be %s".formatted(index, window.status(), call, List.of(allowed)));
        }
    }
}

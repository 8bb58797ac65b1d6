package org.credence.protocol.rules;

import java.util.List;
import org.credence.protocol.AgreedModel;
import org.credence.protocol.Ballot;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.EnrolledSet;
import org.credence.protocol.Event;
import org.credence.protocol.FlagKind;
import org.credence.protocol.IncludedSet;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Role;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.Study;
import org.credence.protocol.Study.Status;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;
import org.credence.protocol.UpdateCommit;
import org.jspecify.annotations.Nullable;

/** Rounds: commits, seals, and agreement on each model, by quorum or by the board. */
final class RoundRules {
    private final Transaction tx;
    private final Consortium consortium;
    private final Studies studies;

    RoundRules(Transaction tx) {
        this.tx = tx;
        this.consortium = new Consortium(tx);
        this.studies = new Studies(tx, consortium);
    }

    Verdict commitUpdate(Command.CommitUpdate command) {
        StudyId id = command.study();
        StudyTerms terms = studies.insider(id);
        int round = command.round();
        var commit = new UpdateCommit(
                command.base(), command.update(), command.examples(), command.epsilonMicros(), command.receipts());
        UpdateCommit before = tx.get(Keys.commit(id, round, tx.me()));
        if (commit.equals(before)) {
            return Verdict.noop("this update of %s for round %s is on record".formatted(tx.me(), round));
        }
        if (before != null) {
            tx.put(Keys.flag(id, tx.me(), FlagKind.EQUIVOCATION, round), true);
            return Verdict.recorded(
                    Code.ALREADY_COMMITTED,
                    "%s committed update %s for round %s before; that one stands, and the attempt to replace it is on record"
                            .formatted(tx.me(), before.update(), round));
        }
        Study study = studies.study(id);
        studies.requireStatus(id, study, "commitUpdate", Status.RUNNING);
        if (round != study.round()) {
            throw new Refusal(
                    Code.WRONG_ROUND,
                    "round %s of study %s is open, was %s; commit to the open round"
                            .formatted(study.round(), id, round));
        }
        requireValid(id, terms, command);
        spendPrivacy(id, terms, command.epsilonMicros());
        tx.put(Keys.commit(id, round, tx.me()), commit);
        return Verdict.OK;
    }

    private void requireValid(StudyId id, StudyTerms terms, Command.CommitUpdate command) {
        if (command.examples() < 1 || command.epsilonMicros() < 0) {
            throw new Refusal(
                    Code.BAD_ARGUMENT,
                    "examples must be at least 1 and epsilonMicros at least 0, were %s and %s"
                            .formatted(command.examples(), command.epsilonMicros()));
        }
        if (command.round() == 0 && !command.base().equals(terms.initial())) {
            throw new Refusal(
                    Code.WRONG_BASE,
                    "round 0 starts from the initial model %s, was %s".formatted(terms.initial(), command.base()));
        }
        Digest attested = tx.get(Keys.attestation(id, command.round() - 1, tx.me()));
        if (attested != null && !attested.equals(command.base())) {
            throw new Refusal(
                    Code.ATTESTATION_CONFLICT,
                    "%s attested %s as the model after round %s; its update cannot start from %s"
                            .formatted(tx.me(), attested, command.round() - 1, command.base()));
        }
        List<MemberId> enrolled = studies.enrolled(id).members();
        List<MemberId> others = command.receipts().stream()
                .filter(signer -> enrolled.contains(signer) && !signer.equals(tx.me()))
                .toList();
        if (others.size() < terms.receipts()) {
            throw new Refusal(
                    Code.MISSING_RECEIPTS,
                    "an update needs receipts of at least %s other enrolled members, were %s: %s"
                            .formatted(terms.receipts(), others.size(), others));
        }
    }

    private void spendPrivacy(StudyId id, StudyTerms terms, long epsilonMicros) {
        Long spent = tx.get(Keys.privacy(id, tx.me()));
        long before = spent == null ? 0 : spent;
        if (epsilonMicros > terms.privacyBudget() - before) {
            throw new Refusal(
                    Code.PRIVACY_BUDGET_EXCEEDED,
                    "%s has spent %s of %s millionths of epsilon; %s more would pass the study's budget"
                            .formatted(tx.me(), before, terms.privacyBudget(), epsilonMicros));
        }
        tx.put(Keys.privacy(id, tx.me()), before + epsilonMicros);
    }

    Verdict sealRound(Command.SealRound command) {
        StudyId id = command.study();
        StudyTerms terms = studies.insider(id);
        int round = command.round();
        if (tx.has(Keys.included(id, round))) {
            throw new Refusal(Code.ALREADY_SEALED, "round %s of study %s is sealed".formatted(round, id));
        }
        Study study = studies.study(id);
        studies.requireStatus(id, study, "sealRound", Status.RUNNING);
        if (round != study.round()) {
            throw new Refusal(
                    Code.WRONG_ROUND, "round %s of study %s is open, was %s".formatted(study.round(), id, round));
        }
        EnrolledSet enrolled = studies.enrolled(id);
        List<MemberId> done = enrolled.members().stream()
                .filter(member -> tx.has(Keys.commit(id, round, member)))
                .toList();
        List<MemberId> awaited = studies.awaited(enrolled.members(), done);
        requireCause(terms, study, enrolled, done, awaited);

        Tally votes = votesOnModelAfter(id, round - 1, enrolled);
        Digest best = votes.best();
        if (best != null
                && votes.count() >= enrolled.quorum()
                && committedOn(id, round, best, done).size() >= enrolled.leastIncluded()) {
            seal(id, terms, study, enrolled, best, AgreedModel.Source.QUORUM);
            return Verdict.OK;
        }
        if (!awaited.isEmpty() && votes.count() + votes.awaited() >= enrolled.quorum()) {
            throw noQuorumYet(round - 1, votes, enrolled);
        }
        dispute(id, study);
        return Verdict.OK;
    }

    /** A round is sealed when everyone who may has committed, or a quorum has and the deadline has passed. */
    private void requireCause(
            StudyTerms terms, Study study, EnrolledSet enrolled, List<MemberId> done, List<MemberId> awaited) {
        boolean late = studies.hasPassed(study.opened(), terms.deadlines().round());
        if (done.isEmpty() || (!awaited.isEmpty() && !(late && done.size() >= enrolled.quorum()))) {
            throw new Refusal(
                    Code.TOO_EARLY,
                    "round %s has %s commits and awaits %s; it can be sealed without them with %s commits, and %s"
                            .formatted(
                                    study.round(),
                                    done.size(),
                                    awaited,
                                    enrolled.quorum(),
                                    late
                                            ? "its deadline has passed"
                                            : "in %s seconds"
                                                    .formatted(studies.secondsLeft(
                                                            study.opened(),
                                                            terms.deadlines().round()))));
        }
    }

    Verdict attestModel(Command.AttestModel command) {
        StudyId id = command.study();
        studies.insider(id);
        int round = command.round();
        Digest mine = voteOnModelAfter(id, round, tx.me());
        if (command.model().equals(mine)) {
            return Verdict.noop("%s has this model after round %s on record".formatted(tx.me(), round));
        }
        if (mine != null) {
            tx.put(Keys.flag(id, tx.me(), FlagKind.EQUIVOCATION, round + 1), true);
            return Verdict.recorded(
                    Code.ALREADY_ATTESTED,
                    "%s has model %s after round %s on record; that one stands, and the attempt to replace it is on record"
                            .formatted(tx.me(), mine, round));
        }
        if (tx.has(Keys.model(id, round))) {
            throw new Refusal(
                    Code.ALREADY_AGREED, "the model after round %s of study %s is agreed".formatted(round, id));
        }
        Study study = studies.study(id);
        studies.requireStatus(id, study, "attestModel", Status.RUNNING, Status.CLOSING);
        if (round != study.round() - 1 || !tx.has(Keys.included(id, round))) {
            throw new Refusal(
                    Code.WRONG_ROUND,
                    "the last sealed round of study %s is %s, was %s; attest the model after that one"
                            .formatted(id, study.round() - 1, round));
        }
        tx.put(Keys.attestation(id, round, tx.me()), command.model());
        return Verdict.OK;
    }

    Verdict closeStudy(Command.CloseStudy command) {
        StudyId id = command.study();
        StudyTerms terms = studies.insider(id);
        Study study = studies.study(id);
        studies.requireStatus(id, study, "closeStudy", Status.CLOSING);
        EnrolledSet enrolled = studies.enrolled(id);
        Tally votes = votesOnModelAfter(id, study.round() - 1, enrolled);
        Digest best = votes.best();
        if (best != null && votes.count() >= enrolled.quorum()) {
            complete(id, terms, study, enrolled, best, AgreedModel.Source.QUORUM);
            return Verdict.OK;
        }
        if (votes.count() + votes.awaited() >= enrolled.quorum()) {
            throw noQuorumYet(study.round() - 1, votes, enrolled);
        }
        dispute(id, study);
        return Verdict.OK;
    }

    Verdict resolve(Command.Resolve command) {
        consortium.requireCaller(Role.BOARD);
        StudyId id = command.study();
        StudyTerms terms = studies.terms(id);
        Study study = studies.study(id);
        studies.requireStatus(id, study, "resolve", Status.DISPUTED);
        EnrolledSet enrolled = studies.enrolled(id);
        boolean closing = study.round() == terms.rounds();
        int backers = closing
                ? votesOnModelAfter(id, study.round() - 1, enrolled).votersFor(command.base())
                : committedOn(id, study.round(), command.base(), enrolled.members())
                        .size();
        if (backers < enrolled.leastIncluded()) {
            throw new Refusal(
                    Code.NOT_BACKED,
                    "%s members back %s; a ruling needs at least %s, else it would lay single updates open"
                            .formatted(backers, command.base(), enrolled.leastIncluded()));
        }
        if (consortium.vote(Ballot.resolution(id, study.round()), command.base().hex())) {
            if (closing) {
                complete(id, terms, study, enrolled, command.base(), AgreedModel.Source.RULED);
            } else {
                seal(id, terms, study, enrolled, command.base(), AgreedModel.Source.RULED);
            }
        }
        return Verdict.OK;
    }

    private static Refusal noQuorumYet(int round, Tally votes, EnrolledSet enrolled) {
        return new Refusal(
                Code.NO_QUORUM,
                "the model after round %s has %s equal votes of the %s it needs, and %s members may still vote; wait for them"
                        .formatted(round, votes.count(), enrolled.quorum(), votes.awaited()));
    }

    private void dispute(StudyId id, Study study) {
        tx.put(Keys.study(id), study.with(Status.DISPUTED));
        tx.emit(new Event.StudyDisputed(id, study.round()));
    }

    /** Fixes who is included in the open round, agrees on the model it started from, and goes on to the next round. */
    private void seal(
            StudyId id, StudyTerms terms, Study study, EnrolledSet enrolled, Digest base, AgreedModel.Source source) {
        int round = study.round();
        List<MemberId> included = committedOn(id, round, base, enrolled.members());
        tx.put(Keys.included(id, round), new IncludedSet(included));
        Integer opened = round == 0 ? null : agree(id, terms, enrolled, round - 1, base, source);
        Status next = round + 1 == terms.rounds() ? Status.CLOSING : Status.RUNNING;
        tx.put(Keys.study(id), study.advance(next, round + 1, tx.now()));
        tx.emit(new Event.RoundSealed(id, round, base, source, included, next, round + 1, opened));
    }

    private void complete(
            StudyId id, StudyTerms terms, Study study, EnrolledSet enrolled, Digest model, AgreedModel.Source source) {
        Integer opened = agree(id, terms, enrolled, study.round() - 1, model, source);
        tx.put(Keys.study(id), study.complete(model));
        tx.emit(new Event.StudyComplete(id, model, source, opened));
    }

    /** Records the model after a round; the window that ends with the round, which opens, or null. */
    private @Nullable Integer agree(
            StudyId id, StudyTerms terms, EnrolledSet enrolled, int round, Digest model, AgreedModel.Source source) {
        tx.put(Keys.model(id, round), new AgreedModel(model, source));
        for (MemberId member : enrolled.members()) {
            Digest vote = voteOnModelAfter(id, round, member);
            if (vote != null && !vote.equals(model)) {
                tx.put(Keys.flag(id, member, FlagKind.BASE_MISMATCH, round + 1), true);
            }
        }
        int index = terms.windowOf(round);
        if (round != terms.lastRound(index)) {
            return null;
        }
        ScoreWindow waiting = tx.get(Keys.window(id, index));
        tx.put(
                Keys.window(id, index),
                (waiting == null ? ScoreWindow.UNOPENED : waiting).enter(ScoreWindow.Status.EVAL_COMMIT, tx.now()));
        return index;
    }

    private List<MemberId> committedOn(StudyId id, int round, Digest base, List<MemberId> candidates) {
        return candidates.stream()
                .filter(member -> {
                    UpdateCommit commit = tx.get(Keys.commit(id, round, member));
                    return commit != null && commit.base().equals(base);
                })
                .toList();
    }

    private Tally votesOnModelAfter(StudyId id, int round, EnrolledSet enrolled) {
        var votes = new Tally();
        for (MemberId member : enrolled.members()) {
            Digest vote = voteOnModelAfter(id, round, member);
            if (vote != null) {
                votes.add(vote);
            } else if (consortium.isActive(member)) {
                votes.expectOne();
            }
        }
        return votes;
    }

    /** What a member holds to be the model after a round: the base of its commit to the next, or its attestation; else null. */
    private @Nullable Digest voteOnModelAfter(StudyId id, int round, MemberId member) {
        UpdateCommit next = tx.get(Keys.commit(id, round + 1, member));
        return next != null ? next.base() : tx.get(Keys.attestation(id, round, member));
    }
}

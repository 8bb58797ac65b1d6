package org.credence.protocol.rules;

import java.util.List;
import org.credence.protocol.Ballot;
import org.credence.protocol.Budgets;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Deadlines;
import org.credence.protocol.Digest;
import org.credence.protocol.EnrolledSet;
import org.credence.protocol.Event;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Quorum;
import org.credence.protocol.Role;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.Share;
import org.credence.protocol.Split;
import org.credence.protocol.StateKind;
import org.credence.protocol.Study;
import org.credence.protocol.Study.Status;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;

/** A study from its proposal to its start, and its end by the board. */
final class StudyRules {
    /** Below this one liar decides. */
    private static final int LEAST_MEMBERS = 4;

    private final Transaction tx;
    private final Consortium consortium;
    private final Studies studies;

    StudyRules(Transaction tx) {
        this.tx = tx;
        this.consortium = new Consortium(tx);
        this.studies = new Studies(tx, consortium);
    }

    Verdict propose(Command.ProposeStudy command) {
        consortium.requireCaller(Role.MEMBER);
        StudyId id = command.study();
        if (tx.has(Keys.terms(id))) {
            throw new Refusal(Code.STUDY_EXISTS, "a study is named %s already; take another name".formatted(id));
        }
        requireInRange(command);
        tx.put(
                Keys.terms(id),
                new StudyTerms(
                        tx.me(),
                        command.specHash(),
                        command.initial(),
                        command.rounds(),
                        command.window(),
                        command.privacyBudget(),
                        command.quorum(),
                        command.receipts(),
                        command.settlement(),
                        command.deadlines()));
        tx.put(Keys.budgets(id), new Budgets(command.budgets()));
        tx.put(Keys.study(id), new Study(Status.PROPOSED, 0, tx.now(), null, 0));
        tx.emit(new Event.StudyProposed(id, tx.me(), command.specHash()));
        return Verdict.OK;
    }

    private static void requireInRange(Command.ProposeStudy command) {
        requireBetween("rounds", command.rounds(), 1, StudyTerms.MAX_ROUNDS);
        if (command.budgets().size() != command.rounds()) {
            throw new Refusal(
                    Code.BAD_ARGUMENT,
                    "each of the %s rounds needs one budget, were %s"
                            .formatted(command.rounds(), command.budgets().size()));
        }
        long left = Long.MAX_VALUE;
        for (long budget : command.budgets()) {
            if (budget < 0 || budget > left) {
                throw new Refusal(
                        Code.BAD_ARGUMENT,
                        "each budget must be at least 0 and all together at most %s, one was %s"
                                .formatted(Long.MAX_VALUE, budget));
            }
            left -= budget;
        }
        requireBetween("window", command.window(), 1, command.rounds());
        requireBetween("privacyBudget", command.privacyBudget(), 0, Long.MAX_VALUE);
        requireBetween("quorum", command.quorum(), 0, Integer.MAX_VALUE);
        requireBetween("receipts", command.receipts(), 0, Integer.MAX_VALUE);
        Deadlines deadlines = command.deadlines();
        requireBetween("deadlines.enrol", deadlines.enrol(), 1, Long.MAX_VALUE);
        requireBetween("deadlines.round", deadlines.round(), 1, Long.MAX_VALUE);
        requireBetween("deadlines.evalCommit", deadlines.evalCommit(), 1, Long.MAX_VALUE);
        requireBetween("deadlines.evalReveal", deadlines.evalReveal(), 1, Long.MAX_VALUE);
        requireBetween("deadlines.challenge", deadlines.challenge(), 1, Long.MAX_VALUE);
    }

    private static void requireBetween(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new Refusal(
                    Code.BAD_ARGUMENT, "%s must be from %s to %s, was %s".formatted(what, least, most, value));
        }
    }

    Verdict approve(Command.ApproveStudy command) {
        consortium.requireCaller(Role.BOARD);
        StudyId id = command.study();
        studies.terms(id);
        Study study = studies.study(id);
        studies.requireStatus(id, study, "approveStudy", Status.PROPOSED);
        if (consortium.vote(Ballot.approval(id), MembershipRules.YES)) {
            tx.put(Keys.study(id), study.enter(Status.OPEN, tx.now()));
            tx.emit(new Event.StudyOpen(id));
        }
        return Verdict.OK;
    }

    Verdict enrol(Command.Enrol command) {
        consortium.requireCaller(Role.MEMBER);
        StudyId id = command.study();
        studies.terms(id);
        Digest before = tx.get(Keys.enrolment(id, tx.me()));
        if (command.manifest().equals(before)) {
            return Verdict.noop("%s is enrolled in study %s with this manifest".formatted(tx.me(), id));
        }
        if (before != null) {
            throw new Refusal(
                    Code.ALREADY_ENROLLED,
                    "%s is enrolled in study %s with manifest %s; it cannot be replaced by %s"
                            .formatted(tx.me(), id, before, command.manifest()));
        }
        studies.requireStatus(id, studies.study(id), "enrol", Status.OPEN);
        tx.put(Keys.enrolment(id, tx.me()), command.manifest());
        return Verdict.OK;
    }

    Verdict registerBeneficiaries(Command.RegisterBeneficiaries command) {
        StudyId id = command.study();
        studies.insider(id);
        studies.requireStatus(id, studies.study(id), "registerBeneficiaries", Status.OPEN);
        List<Share> shares = command.split().shares();
        long sum = shares.stream().mapToLong(Share::basisPoints).sum();
        long accounts = shares.stream().map(Share::account).distinct().count();
        if (sum != Split.WHOLE
                || shares.stream().anyMatch(share -> share.basisPoints() <= 0)
                || accounts != shares.size()) {
            throw new Refusal(
                    Code.BAD_SPLIT,
                    "shares must be positive, name each account once and add up to %s basis points, were %s with the sum %s"
                            .formatted(Split.WHOLE, shares, sum));
        }
        tx.put(Keys.split(id, tx.me()), command.split());
        return Verdict.OK;
    }

    Verdict start(Command.StartStudy command) {
        consortium.requireCaller(Role.MEMBER);
        StudyId id = command.study();
        StudyTerms terms = studies.terms(id);
        boolean leads = tx.me().equals(terms.lead());
        if (!leads && !studies.isEnrolled(id, tx.me())) {
            throw studies.notEnrolled(id);
        }
        Study study = studies.study(id);
        studies.requireStatus(id, study, "startStudy", Status.OPEN);
        if (!leads && !studies.hasPassed(study.opened(), terms.deadlines().enrol())) {
            throw new Refusal(
                    Code.TOO_EARLY,
                    "until the enrolment's deadline in %s seconds only the lead %s starts study %s"
                            .formatted(
                                    studies.secondsLeft(
                                            study.opened(), terms.deadlines().enrol()),
                                    terms.lead(),
                                    id));
        }
        EnrolledSet enrolled = enrolledNow(id, terms);
        tx.put(Keys.enrolled(id), enrolled);
        tx.put(Keys.study(id), study.enter(Status.RUNNING, tx.now()));
        tx.emit(new Event.RoundOpened(id, 0, terms.initial(), enrolled.members(), enrolled.quorum()));
        return Verdict.OK;
    }

    private EnrolledSet enrolledNow(StudyId id, StudyTerms terms) {
        List<MemberId> members = tx.range(StateKind.ENROLMENT, id.value()).stream()
                .map(enrolment -> new MemberId(enrolment.key().attribute(1)))
                .filter(consortium::isActive)
                .toList();
        int n = members.size();
        if (n < LEAST_MEMBERS) {
            throw new Refusal(
                    Code.TOO_FEW_ENROLLED,
                    "study %s needs at least %s active members enrolled, were %s: %s"
                            .formatted(id, LEAST_MEMBERS, n, members));
        }
        int quorum = terms.quorum() == 0 ? Quorum.of(n) : terms.quorum();
        if (quorum < Quorum.of(n) || quorum > n) {
            throw new Refusal(
                    Code.QUORUM_UNSAFE,
                    "with %s enrolled the quorum must be from %s to %s, was %s; enrol others or propose the study anew"
                            .formatted(n, Quorum.of(n), n, quorum));
        }
        if (terms.receipts() > quorum - 1) {
            throw new Refusal(
                    Code.RECEIPTS_UNSAFE,
                    "with the quorum %s an update can need at most %s receipts, was %s; else one silent member stops all commits"
                            .formatted(quorum, quorum - 1, terms.receipts()));
        }
        return new EnrolledSet(members, quorum);
    }

    Verdict abort(Command.AbortStudy command) {
        consortium.requireCaller(Role.BOARD);
        StudyId id = command.study();
        StudyTerms terms = studies.terms(id);
        Study study = studies.study(id);
        if (study.isOver()) {
            throw new Refusal(Code.WRONG_PHASE, "study %s is %s already".formatted(id, study.status()));
        }
        if (consortium.vote(Ballot.abort(id), MembershipRules.YES)) {
            Study aborted = study.returning(unopened(id, terms, study)).with(Status.ABORTED);
            tx.put(Keys.study(id), aborted);
            tx.emit(new Event.StudyAborted(id, aborted.returned()));
        }
        return Verdict.OK;
    }

    /**
     * What the windows that have not opened are worth; they are void from now on. Windows open in order, each when the model of its
     * last round is agreed, and those before the open round's are. Only the first that waits can have something carried into it.
     */
    private long unopened(StudyId id, StudyTerms terms, Study study) {
        int agreedModels = Math.max(0, study.round() - 1);
        int first = agreedModels / terms.window();
        long worth = studies.budgets(id).sum(terms.firstRound(first), terms.rounds() - 1);
        ScoreWindow waiting = tx.get(Keys.window(id, first));
        if (waiting == null) {
            return worth;
        }
        tx.put(Keys.window(id, first), waiting.ended(ScoreWindow.Status.VOID));
        return Math.addExact(worth, waiting.carry());
    }
}

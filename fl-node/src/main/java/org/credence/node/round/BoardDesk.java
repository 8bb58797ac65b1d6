package org.credence.node.round;

import java.time.Duration;
import java.util.List;
import org.credence.protocol.Ballot;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateView;
import org.credence.protocol.Statement;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;

/**
 * A board seat with a standing order: it approves the one study it was told of, and the statement of everything that the study
 * credited, if the statement says what this seat's own copy of the record says. All else it leaves to people.
 */
final class BoardDesk implements Desk {
    private final MemberId self;
    private final StudyId study;
    private final Digest specHash;
    private final boolean proposes;
    private final Turns turns;
    private final Calls calls;
    private boolean studyVoteSent;
    private int proposedEpoch;
    private int votedEpoch;

    /**
     * @param specHash of the study that the seat approves
     * @param proposes whether this seat is the one that proposes the statement
     */
    BoardDesk(MemberId self, StudyId study, Digest specHash, boolean proposes, Turns turns, Calls calls) {
        this.self = self;
        this.study = study;
        this.specHash = specHash;
        this.proposes = proposes;
        this.turns = turns;
        this.calls = calls;
    }

    @Override
    public Step step(StateView state) {
        Study now = state.get(Keys.study(study));
        StudyTerms terms = state.get(Keys.terms(study));
        if (now == null || terms == null) {
            return Step.idle();
        }
        if (now.status() == Study.Status.PROPOSED) {
            return approveStudy(state, terms);
        }
        if (!Readings.isSettled(state, study) || Readings.isStated(state, study)) {
            return Step.idle();
        }
        int epoch = Readings.approvedEpoch(state, study) + 1;
        Statement statement = state.get(Keys.statement(study, epoch));
        return statement == null ? propose(epoch) : approve(state, epoch, statement);
    }

    @Override
    public boolean isFinished(StateView state) {
        return Readings.isStated(state, study);
    }

    private Step approveStudy(StateView state, StudyTerms terms) {
        boolean mine = terms.specHash().equals(specHash);
        if (!mine || studyVoteSent || state.get(Keys.vote(Ballot.approval(study), self)) != null) {
            return Step.idle();
        }
        Duration wait = untilMyVote(state, Ballot.approval(study));
        if (!wait.isZero()) {
            return Step.later(wait);
        }
        studyVoteSent = true;
        calls.submit(new Command.ApproveStudy(study));
        return Step.done();
    }

    private Step propose(int epoch) {
        if (!proposes || proposedEpoch == epoch) {
            return Step.idle();
        }
        proposedEpoch = epoch;
        calls.submit(new Command.ProposeStatement(study, epoch));
        return Step.done();
    }

    private Step approve(StateView state, int epoch, Statement statement) {
        boolean right =
                statement.amounts().equals(Readings.earnings(state, study).accounts());
        if (!right || votedEpoch == epoch || state.get(Keys.vote(Ballot.statement(study, epoch), self)) != null) {
            return Step.idle();
        }
        Duration wait = untilMyVote(state, Ballot.statement(study, epoch));
        if (!wait.isZero()) {
            return Step.later(wait);
        }
        votedEpoch = epoch;
        calls.submit(new Command.ApproveStatement(study, epoch));
        return Step.done();
    }

    /*
     * A vote counts the others, so of two at once only one gets through. Therefore the seats that have not voted take turns, a new turn
     * with each vote that is on the ledger; those whose turn does not come before the question is decided need not vote.
     */
    private Duration untilMyVote(StateView state, Ballot ballot) {
        List<MemberId> voters = state.range(StateKind.MEMBER).stream()
                .filter(member -> member.value().isActive())
                .map(member -> new MemberId(member.key().attribute(0)))
                .toList();
        List<MemberId> left = voters.stream()
                .filter(member -> state.get(Keys.vote(ballot, member)) == null)
                .toList();
        String task = "vote/%s/%d".formatted(ballot.name(), voters.size() - left.size());
        return turns.untilMine(task, left, specHash);
    }
}

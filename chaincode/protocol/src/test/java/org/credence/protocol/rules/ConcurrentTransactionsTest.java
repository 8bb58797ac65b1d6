package org.credence.protocol.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.credence.protocol.AccountId;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.Role;
import org.credence.protocol.StudyId;
import org.credence.protocol.rules.RulesLedger.Footprint;
import org.junit.jupiter.api.Test;

/** Members who act at the same time do not disturb each other: their transactions read and write different keys. */
class ConcurrentTransactionsTest {
    private static final StudyId STUDY = new StudyId("S");
    private static final StudyId OTHER = new StudyId("T");
    private static final List<MemberId> MEMBERS = RulesLedger.members(5);
    private static final MemberId A = MEMBERS.get(0);
    private static final MemberId B = MEMBERS.get(1);

    private final RulesLedger ledger = RulesLedger.of(MEMBERS.size());

    @Test
    void enrolments() {
        ledger.done("A", Role.MEMBER, RulesLedger.proposal(STUDY, 2, 1));
        ledger.done("A", Role.BOARD, new Command.ApproveStudy(STUDY));
        ledger.done("B", Role.BOARD, new Command.ApproveStudy(STUDY));
        Digest manifest = RulesLedger.hash("rows");

        assertIndependent(
                member("A", new Command.Enrol(STUDY, manifest)), member("B", new Command.Enrol(STUDY, manifest)));
    }

    @Test
    void registrationsOfNodes() {
        Command registration = NodeRulesTest.registration("https://node.example:8443", "root one");
        Footprint one = member("A", registration);

        assertIndependent(one, member("B", registration));
        assertIndependent(one, member("A", RulesLedger.proposal(STUDY, 2, 1)));
        assertIndependent(one, board("A", new Command.Suspend(B)));
    }

    @Test
    void commitsOfOneRound() {
        ledger.start(STUDY, MEMBERS, 2, 1);

        assertIndependent(member("A", RulesLedger.commit(STUDY, 0, A)), member("B", RulesLedger.commit(STUDY, 0, B)));
    }

    @Test
    void aCommitAndWhatConcernsOtherThings() {
        ledger.start(STUDY, MEMBERS, 3, 1);
        ledger.round(STUDY, MEMBERS, 0);
        ledger.round(STUDY, MEMBERS, 1);
        ledger.start(OTHER, MEMBERS, 1, 1);
        MEMBERS.forEach(member -> ledger.done(member.value(), Role.MEMBER, RulesLedger.commit(OTHER, 0, member)));
        Footprint commit = member("B", RulesLedger.commit(STUDY, 2, B));

        assertIndependent(commit, member("A", new Command.SealRound(OTHER, 0)));
        assertIndependent(commit, member("A", RulesLedger.proposal(new StudyId("U"), 1, 1)));
        assertIndependent(commit, member("A", new Command.AttestModel(STUDY, 1, RulesLedger.base(2))));
        assertIndependent(commit, board("A", new Command.AbortStudy(STUDY)));
        assertIndependent(commit, board("A", new Command.Suspend(new MemberId("E"))));
        assertIndependent(commit, board("A", new Command.SetThreshold(3)));
        assertIndependent(commit, member("A", RulesLedger.commitScores(STUDY, 0, A, RulesLedger.scores(MEMBERS))));
        ledger.score(STUDY, MEMBERS, 0);
        ledger.pass(RulesLedger.DEADLINES.challenge());
        assertIndependent(commit, member("A", new Command.FinalizeScores(STUDY, 0)));
    }

    @Test
    void scoresOfOneWindowAndTheRoundsThatGoOn() {
        ledger.start(STUDY, MEMBERS, 4, 1);
        ledger.round(STUDY, MEMBERS, 0);
        ledger.round(STUDY, MEMBERS, 1);
        MEMBERS.forEach(member -> ledger.done(member.value(), Role.MEMBER, RulesLedger.commit(STUDY, 2, member)));
        var scores = RulesLedger.scores(MEMBERS);
        Footprint seal = member("C", new Command.SealRound(STUDY, 2));
        Footprint commitment = member("A", RulesLedger.commitScores(STUDY, 0, A, scores));

        assertIndependent(commitment, member("B", RulesLedger.commitScores(STUDY, 0, B, scores)));
        assertIndependent(commitment, seal);
        MEMBERS.forEach(
                member -> ledger.done(member.value(), Role.MEMBER, RulesLedger.commitScores(STUDY, 0, member, scores)));
        assertIndependent(seal, member("A", new Command.AdvanceWindow(STUDY, 0)));
        ledger.done("A", Role.MEMBER, new Command.AdvanceWindow(STUDY, 0));
        Footprint reveal = member("A", RulesLedger.revealScores(STUDY, 0, scores));
        assertIndependent(reveal, member("B", RulesLedger.revealScores(STUDY, 0, scores)));
        assertIndependent(reveal, seal);
    }

    @Test
    void claims() {
        ledger.start(STUDY, MEMBERS, 2, 1);
        ledger.round(STUDY, MEMBERS, 0);
        ledger.round(STUDY, MEMBERS, 1);
        ledger.score(STUDY, MEMBERS, 0);
        ledger.pass(RulesLedger.DEADLINES.challenge());
        ledger.done("A", Role.MEMBER, new Command.FinalizeScores(STUDY, 0));
        ledger.done("A", Role.BOARD, new Command.ProposeStatement(STUDY, 1));
        ledger.done("A", Role.BOARD, new Command.ApproveStatement(STUDY, 1));
        ledger.done("B", Role.BOARD, new Command.ApproveStatement(STUDY, 1));

        assertIndependent(
                ledger.footprint("A", Role.OWNER, new Command.Claim(STUDY, AccountId.of(A), 1)),
                ledger.footprint("B", Role.OWNER, new Command.Claim(STUDY, AccountId.of(B), 1)));
    }

    @Test
    void aCommitAndTheSealOfItsRoundDoConflict() {
        ledger.start(STUDY, MEMBERS, 2, 1);
        MEMBERS.subList(0, 4)
                .forEach(member -> ledger.done(member.value(), Role.MEMBER, RulesLedger.commit(STUDY, 0, member)));
        ledger.pass(RulesLedger.DEADLINES.round());

        assertThat(member("E", RulesLedger.commit(STUDY, 0, MEMBERS.get(4)))
                        .conflictsWith(member("A", new Command.SealRound(STUDY, 0))))
                .isTrue();
    }

    @Test
    void theOrderOfCommitsLeavesNoTrace() {
        ledger.start(STUDY, MEMBERS, 2, 1);
        LedgerState started = ledger.state().copy();
        MEMBERS.forEach(member -> ledger.done(member.value(), Role.MEMBER, RulesLedger.commit(STUDY, 0, member)));
        var shuffled = new ArrayList<>(MEMBERS);
        Collections.shuffle(shuffled, new Random(1));
        assertThat(shuffled).isNotEqualTo(MEMBERS);

        shuffled.forEach(member -> started.apply(Rules.apply(
                started, RulesLedger.commit(STUDY, 0, member), ledger.context(member.value(), Role.MEMBER))));

        assertThat(PublicState.of(started)).isEqualTo(PublicState.of(ledger.state()));
    }

    private Footprint member(String org, Command command) {
        return ledger.footprint(org, Role.MEMBER, command);
    }

    private Footprint board(String org, Command command) {
        return ledger.footprint(org, Role.BOARD, command);
    }

    private static void assertIndependent(Footprint one, Footprint other) {
        assertThat(one.conflictsWith(other)).as("%s%nand %s", one, other).isFalse();
    }
}

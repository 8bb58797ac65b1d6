package org.credence.node.cli.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.credence.protocol.AccountAmount;
import org.credence.protocol.AccountId;
import org.credence.protocol.Ballot;
import org.credence.protocol.Command;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Membership;
import org.credence.protocol.Settlement;
import org.credence.protocol.Statement;
import org.junit.jupiter.api.Test;

/** Whatever awaits the board's vote is on the docket, for as long as it does, with what is known of it. */
class DocketTest {
    private static final MemberId B = new MemberId("B");

    private final RuledConsortium consortium = new RuledConsortium(Settlement.LEDGER);

    @Test
    void nothingAwaitsAVoteAtFirst() {
        assertThat(consortium.subjects()).isEmpty();
    }

    @Test
    void aChangeOfAStandingAwaitsVotesOnceSomebodyVotedAndUntilItIsDecided() {
        consortium.board("A", new Command.Suspend(new MemberId("E")));

        Matter matter = consortium.only();
        assertThat(matter.subject()).isEqualTo("E shall be SUSPENDED");
        assertThat(matter.ballot()).isEqualTo(Ballot.membership(Membership.Status.SUSPENDED, new MemberId("E"), 0));
        assertThat(matter.act()).isEqualTo("credence board vote suspend E");
        assertThat(text(matter)).contains("standing      ACTIVE").contains("node          not registered");

        consortium.board("B", new Command.Suspend(new MemberId("E")));
        assertThat(consortium.subjects()).isEmpty();
        consortium.board("A", new Command.Reinstate(new MemberId("E")));
        assertThat(consortium.only().act()).isEqualTo("credence board vote reinstate E");
    }

    @Test
    void theThresholdAwaitsVotesOnceSomebodyVoted() {
        consortium.board("A", new Command.SetThreshold(3));

        assertThat(consortium.only().subject()).isEqualTo("the threshold shall change from 2");
    }

    @Test
    void aProposedStudyAwaitsApprovalAndShowsWhatWasProposed() {
        consortium.propose();

        Matter matter = consortium.only();
        assertThat(matter.subject()).isEqualTo("study S is proposed by A");
        assertThat(text(matter))
                .contains(RuledConsortium.hash("spec").hex())
                .contains("0.00003")
                .contains("incentiveBudget  100");
    }

    @Test
    void anEndThatSomebodyVotedForAwaitsTheOthers() {
        consortium.start();
        assertThat(consortium.subjects()).isEmpty();

        consortium.board("C", new Command.AbortStudy(RuledConsortium.STUDY));

        assertThat(consortium.only().act()).isEqualTo("credence board vote abort S");
    }

    @Test
    void aDisputeShowsWhoBacksWhichModel() {
        consortium.start();
        consortium.train("one", "one", "other", "other", "third");

        Matter matter = consortium.only();
        assertThat(matter.subject()).isEqualTo("study S is disputed in round 1");
        assertThat(text(matter))
                .contains(RuledConsortium.hash("one").hex() + "  A, B")
                .contains(RuledConsortium.hash("other").hex() + "  C, D")
                .contains(RuledConsortium.hash("third").hex() + "  E")
                .contains("backersNeeded     2");

        Command ruling = new Command.Resolve(
                RuledConsortium.STUDY, RuledConsortium.hash("one"), RuledConsortium.hash("reasons"));
        consortium.board("A", ruling);
        assertThat(Votes.on(consortium.state(), matter.ballot()).of(new MemberId("A")))
                .contains(RuledConsortium.hash("one").hex());
        consortium.board("B", ruling);
        assertThat(consortium.subjects()).isEmpty();
    }

    @Test
    void scoresAwaitARulingOnceTheyAreChallenged() {
        consortium.complete();
        consortium.publishScores();
        assertThat(consortium.subjects()).isEmpty();

        consortium.member("D", new Command.ChallengeScores(RuledConsortium.STUDY, 0));

        Matter matter = consortium.only();
        assertThat(matter.subject()).isEqualTo("the scores of window 0 of study S are CHALLENGED");
        assertThat(text(matter)).contains("challengedBy  D").contains("scores");
        Command ruling = new Command.RuleScores(RuledConsortium.STUDY, 0, RuledConsortium.scores(2));
        consortium.board("A", ruling);
        consortium.board("B", ruling);
        assertThat(consortium.subjects()).isEmpty();
    }

    @Test
    void scoresThatNobodyFinishesAwaitARulingOnceTheirTimeHasPassed() {
        consortium.complete();
        consortium.pass(1799);
        assertThat(consortium.subjects()).isEmpty();
        consortium.pass(1);

        assertThat(consortium.only().subject()).isEqualTo("the scores of window 0 of study S are EVAL_COMMIT");
        consortium.board("A", new Command.RuleScores(RuledConsortium.STUDY, 0, RuledConsortium.scores(2)));
    }

    @Test
    void aStatementIsDueThenProposedThenDone() {
        consortium.complete();
        consortium.credit();

        Matter due = consortium.only();
        assertThat(due.subject()).isEqualTo("the statement of epoch 1 of study S is due");
        assertThat(text(due)).contains("proposed      no").contains("A/A           20");

        consortium.board("B", new Command.ProposeStatement(RuledConsortium.STUDY, 1));
        Matter proposed = consortium.only();
        assertThat(proposed.subject()).isEqualTo("the statement of epoch 1 of study S is proposed");
        assertThat(text(proposed)).contains("saysWhatWasCredited  yes");

        consortium.board("B", new Command.ApproveStatement(RuledConsortium.STUDY, 1));
        var answer = new Sheet();
        Votes.on(consortium.state(), proposed.ballot()).addTo(answer, B);
        assertThat(text(answer)).contains("yes           B").contains("ownVote       yes");
        consortium.board("C", new Command.ApproveStatement(RuledConsortium.STUDY, 1));
        assertThat(consortium.subjects()).isEmpty();
    }

    @Test
    void aStatementThatOwesMoreThanWasCreditedIsSeen() {
        consortium.complete();
        consortium.credit();
        consortium.board("B", new Command.ProposeStatement(RuledConsortium.STUDY, 1));
        Statement right = consortium.state().get(Keys.statement(RuledConsortium.STUDY, 1));
        var evidence = new BoardEvidence(consortium.state());
        List<AccountAmount> amounts = new ArrayList<>(right.amounts());

        assertThat(evidence.isWithinCredit(RuledConsortium.STUDY, right)).isTrue();
        amounts.set(
                0, new AccountAmount(amounts.get(0).account(), amounts.get(0).amount() - 1));
        assertThat(evidence.isWithinCredit(RuledConsortium.STUDY, new Statement(right.domain(), amounts, right.root())))
                .isTrue();
        amounts.set(
                0, new AccountAmount(amounts.get(0).account(), amounts.get(0).amount() + 2));
        assertThat(evidence.isWithinCredit(RuledConsortium.STUDY, new Statement(right.domain(), amounts, right.root())))
                .isFalse();
        amounts.set(0, new AccountAmount(new AccountId("X/X"), 1));
        assertThat(evidence.isWithinCredit(RuledConsortium.STUDY, new Statement(right.domain(), amounts, right.root())))
                .isFalse();
    }

    @Test
    void anApprovedStatementOfAStudyOnAnEvmChainAwaitsItsAnchor() {
        var chain = new RuledConsortium(Settlement.EVM);
        chain.complete();
        chain.credit();
        chain.board("B", new Command.ProposeStatement(RuledConsortium.STUDY, 1));
        chain.board("B", new Command.ApproveStatement(RuledConsortium.STUDY, 1));
        chain.board("C", new Command.ApproveStatement(RuledConsortium.STUDY, 1));

        assertThat(chain.only().act()).isEqualTo("credence board vote anchor S 1 TRANSACTION");
    }

    @Test
    void votesOfWhoeverIsNotActiveDoNotCount() {
        consortium.propose();
        consortium.board("E", new Command.ApproveStudy(RuledConsortium.STUDY));
        assertThat(Votes.on(consortium.state(), Ballot.approval(RuledConsortium.STUDY))
                        .supporters())
                .containsExactly(new MemberId("E"));

        consortium.board("A", new Command.Suspend(new MemberId("E")));
        consortium.board("B", new Command.Suspend(new MemberId("E")));

        assertThat(Votes.on(consortium.state(), Ballot.approval(RuledConsortium.STUDY))
                        .supporters())
                .isEmpty();
    }

    private static String text(Matter matter) {
        return text(matter.evidence());
    }

    private static String text(Sheet sheet) {
        var text = new StringWriter();
        sheet.print(new PrintWriter(text, true));
        return text.toString();
    }
}

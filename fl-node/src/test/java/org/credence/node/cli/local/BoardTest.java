package org.credence.node.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.credence.ledger.RefusedException;
import org.credence.network.fabric.config.ChangeRefusedException;
import org.credence.node.round.RulesLedger;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.MemberId;
import org.credence.protocol.Role;
import org.junit.jupiter.api.Test;

final class BoardTest {
    private static final MemberId NEWCOMER = new MemberId("Clinic");

    private final RulesLedger ledger = new RulesLedger(InstantSource.fixed(Instant.EPOCH));

    @Test
    void theSeatsHereVoteUntilItIsDecidedAndNoFurther() {
        found();

        Board.Standing standing = board("A", "B", "C", "D").vote(BoardQuestion.ADMIT, NEWCOMER);

        assertThat(standing.isDecided()).isTrue();
        assertThat(standing).hasToString("the board decided to admit Clinic");
        assertThat(board().standing(BoardQuestion.EXPEL, NEWCOMER).votes()).isEmpty();
        assertThat(board("D").vote(BoardQuestion.ADMIT, NEWCOMER).votes())
                .as("the fourth seat has nothing to decide any more")
                .doesNotContain(new MemberId("D"));
    }

    @Test
    void tooFewSeatsTellWhoseVotesAreMissingAndGoOnLater() {
        found();

        assertThat(board("A", "B").vote(BoardQuestion.ADMIT, NEWCOMER))
                .hasToString("to admit Clinic has 2 of the 3 votes that decide, by [A, B]; not yet by [C, D, E]");
        assertThat(board("A", "B").vote(BoardQuestion.ADMIT, NEWCOMER).isDecided())
                .as("a seat votes once")
                .isFalse();
        assertThat(board("D").vote(BoardQuestion.ADMIT, NEWCOMER).isDecided()).isTrue();
    }

    @Test
    void theOneInQuestionHasNoVoteOnItself() {
        found();

        Board.Standing standing = board("E", "A").vote(BoardQuestion.EXPEL, new MemberId("E"));

        assertThat(standing.votes()).containsExactly(new MemberId("A"));
        assertThat(standing.open()).containsExactly(new MemberId("B"), new MemberId("C"), new MemberId("D"));
    }

    @Test
    void whoWasExpelledIsDecidedOnAnew() {
        found();
        board("A", "B", "C").vote(BoardQuestion.ADMIT, NEWCOMER);
        board("A", "B", "C").vote(BoardQuestion.EXPEL, NEWCOMER);

        assertThat(board().standing(BoardQuestion.ADMIT, NEWCOMER).votes()).isEmpty();
        assertThat(board("A", "B", "C").vote(BoardQuestion.ADMIT, NEWCOMER).isDecided())
                .isTrue();
    }

    @Test
    void theRulesRefuseWhatWouldMakeTheBoardUnsafe() {
        ledger.as(new MemberId("A"), Role.BOARD, null).initCharter(new Command.InitCharter(members(4), 3, List.of()));
        board("A", "B", "C").vote(BoardQuestion.EXPEL, new MemberId("D"));

        assertThatThrownBy(() -> board("A", "B").vote(BoardQuestion.EXPEL, new MemberId("C")))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(Code.THRESHOLD_UNSAFE));
    }

    @Test
    void beforeTheCharterThereIsNoBoard() {
        assertThatThrownBy(() -> board("A").vote(BoardQuestion.ADMIT, NEWCOMER))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("no charter on the ledger")
                .hasMessageContaining("'credence board found' adopts one");
    }

    private void found() {
        ledger.as(new MemberId("A"), Role.BOARD, null).initCharter(new Command.InitCharter(members(5), 3, List.of()));
    }

    private static List<MemberId> members(int count) {
        return Stream.of("A", "B", "C", "D", "E")
                .limit(count)
                .map(MemberId::new)
                .toList();
    }

    private Board board(String... seats) {
        var anybody = new MemberId("A");
        return new Board(
                new LedgerView(() -> ledger.as(anybody, Role.MEMBER, null)),
                Stream.of(seats).map(MemberId::new).toList(),
                seat -> ledger.as(seat, Role.BOARD, null));
    }
}

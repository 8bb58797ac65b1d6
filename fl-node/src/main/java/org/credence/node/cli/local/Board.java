package org.credence.node.cli.local;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.credence.ledger.Ledger;
import org.credence.network.fabric.config.ChangeRefusedException;
import org.credence.protocol.Ballot;
import org.credence.protocol.Charter;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Membership;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateView;

/** The consortium's board as it stands on the ledger, and the votes of the seats whose keys are on this machine. */
public final class Board {
    private final StateView ledger;
    private final List<MemberId> seats;
    private final Function<MemberId, Ledger> callers;

    /**
     * @param ledger the contract's state
     * @param seats organizations whose seats vote here
     * @param callers the ledger as a seat has it
     */
    public Board(StateView ledger, List<MemberId> seats, Function<MemberId, Ledger> callers) {
        this.ledger = ledger;
        this.seats = List.copyOf(seats);
        this.callers = callers;
    }

    /** The board of a network, with the seats of these organizations. */
    public static Board of(NetworkLedger ledger, List<String> organizations) {
        return new Board(
                ledger.state(), organizations.stream().map(MemberId::new).toList(), seat -> ledger.board(seat.value()));
    }

    /**
     * How far a question is.
     *
     * @param isDecided whether the organization has the standing that was asked for
     * @param votes active members, without the one in question, that stand for it
     * @param open active members, without the one in question, that do not
     * @param needed votes that decide
     */
    public record Standing(
            BoardQuestion question,
            MemberId member,
            boolean isDecided,
            List<MemberId> votes,
            List<MemberId> open,
            int needed) {
        public Standing {
            votes = List.copyOf(votes);
            open = List.copyOf(open);
        }

        /** In one line, for people. */
        @Override
        public String toString() {
            return isDecided
                    ? "the board decided to %s %s".formatted(question.word(), member)
                    : "to %s %s has %d of the %d votes that decide, by %s; not yet by %s"
                            .formatted(question.word(), member, votes.size(), needed, votes, open);
        }
    }

    /**
     * How far a question is on the ledger.
     *
     * @throws ChangeRefusedException before there is a charter
     */
    public Standing standing(BoardQuestion question, MemberId member) {
        Charter charter = ledger.get(Keys.charter());
        if (charter == null) {
            throw new ChangeRefusedException(
                    "the consortium has no charter on the ledger, so there is no board to decide" + " about " + member
                            + "; 'credence board found' adopts one");
        }
        Membership standing = ledger.get(Keys.member(member));
        boolean decided = standing != null && standing.status() == question.outcome();
        var ballot = Ballot.membership(question.outcome(), member, standing == null ? 0 : standing.version());
        Set<MemberId> voted = ledger.range(StateKind.VOTE, ballot.name()).stream()
                .map(vote -> new MemberId(vote.key().attribute(1)))
                .collect(Collectors.toSet());
        List<MemberId> voters = ledger.range(StateKind.MEMBER).stream()
                .filter(entry -> entry.value().isActive())
                .map(entry -> new MemberId(entry.key().attribute(0)))
                .filter(voter -> !voter.equals(member))
                .toList();
        return new Standing(
                question,
                member,
                decided,
                voters.stream().filter(voted::contains).toList(),
                voters.stream().filter(voter -> !voted.contains(voter)).toList(),
                charter.threshold());
    }

    /**
     * Votes with one seat here after the other, until the question is decided or every seat has voted.
     *
     * @return how far it is then
     * @throws ChangeRefusedException before there is a charter
     * @throws org.credence.ledger.RefusedException if the ledger's rules refuse a vote
     */
    public Standing vote(BoardQuestion question, MemberId member) {
        Standing standing = standing(question, member);
        for (MemberId seat : seats) {
            if (standing.isDecided()) {
                break;
            }
            if (standing.open().contains(seat)) {
                callers.apply(seat).submit(question.vote(member));
                standing = standing(question, member);
            }
        }
        return standing;
    }
}

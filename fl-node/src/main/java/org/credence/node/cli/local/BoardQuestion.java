package org.credence.node.cli.local;

import java.util.Locale;
import java.util.function.Function;
import org.credence.protocol.Command;
import org.credence.protocol.MemberId;
import org.credence.protocol.Membership.Status;

/** What the board decides about an organization. */
public enum BoardQuestion {
    ADMIT(Status.ACTIVE, Command.Admit::new),
    SUSPEND(Status.SUSPENDED, Command.Suspend::new),
    REINSTATE(Status.ACTIVE, Command.Reinstate::new),
    EXPEL(Status.EXPELLED, Command.Expel::new);

    private final Status outcome;
    private final Function<MemberId, Command> vote;

    BoardQuestion(Status outcome, Function<MemberId, Command> vote) {
        this.outcome = outcome;
        this.vote = vote;
    }

    /** The standing that the organization has when it is decided. */
    Status outcome() {
        return outcome;
    }

    /** The call by which a seat votes for it. */
    public Command vote(MemberId member) {
        return vote.apply(member);
    }

    /** As on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

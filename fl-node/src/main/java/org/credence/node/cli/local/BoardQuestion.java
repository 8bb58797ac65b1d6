package org.credence.node.cli.local;

import java.util.Locale;
import org.credence.protocol.Command;
import org.credence.protocol.MemberId;
import org.credence.protocol.Membership.Status;

/** What the board decides about an organization. */
public enum BoardQuestion {
    ADMIT(Status.ACTIVE),
    SUSPEND(Status.SUSPENDED),
    REINSTATE(Status.ACTIVE),
    EXPEL(Status.EXPELLED);

    private final Status outcome;

    BoardQuestion(Status outcome) {
        this.outcome = outcome;
    }

    /** The standing that the organization has when it is decided. */
    Status outcome() {
        return outcome;
    }

    /** The call by which a seat votes for it. */
    public Command vote(MemberId member) {
        return switch (this) {
            case ADMIT -> new Command.Admit(member);
            case SUSPEND -> new Command.Suspend(member);
            case REINSTATE -> new Command.Reinstate(member);
            case EXPEL -> new Command.Expel(member);
        };
    }

    /** As on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

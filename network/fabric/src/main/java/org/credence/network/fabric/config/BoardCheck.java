package org.credence.network.fabric.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.credence.protocol.Charter;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Membership;
import org.credence.protocol.StateView;

/**
 * Whether the board has decided, on the ledger, what an update does to the channel. Who is on the channel and who is a member are two facts
 * in two places; an administrator signs only what brings the first into line with the second.
 *
 * <p>On the channel belong the active members and, if they are no members, the auditors that the charter names. Before there is a charter
 * there is no board, and nobody enters or leaves. The board is not asked about an organization's own certificates (its revocation list, its
 * roots) nor about machines (addresses, consenters, who endorses): there, the signatures that the channel asks for are the decision.
 */
public final class BoardCheck {
    private final StateView ledger;

    /** @param ledger the contract's state */
    public BoardCheck(StateView ledger) {
        this.ledger = ledger;
    }

    /**
     * What the update does that the board did not decide, with what to do about it; empty if it decided everything. Taken from what the
     * update's bytes do, not from what somebody says they do.
     */
    public List<String> undecided(AppliedUpdate update) {
        return undecided(update.before(), update.after());
    }

    /** The same for a change that is no update yet. */
    public List<String> undecided(ChannelConfiguration before, ChannelConfiguration after) {
        var all = new TreeSet<>(before.organizations().keySet());
        all.addAll(after.organizations().keySet());
        List<String> undecided = new ArrayList<>();
        for (String mspId : all) {
            Optional<ChannelOrganization> was = before.organization(mspId);
            Optional<ChannelOrganization> willBe = after.organization(mspId);
            boolean enters = gains(was, willBe);
            boolean leaves = leaves(was, willBe);
            if ((enters || leaves) && ledger.get(Keys.charter()) == null) {
                undecided.add(mspId + " would " + (enters ? "enter" : "leave")
                        + " the channel, and there is no charter on the ledger by which a board could decide that; found the"
                        + " consortium first");
                continue;
            }
            if (enters && !belongs(mspId)) {
                undecided.add(mspId + " would enter the channel and is " + describe(mspId)
                        + " on the ledger; the board has to admit it first");
            }
            if (leaves && belongs(mspId)) {
                undecided.add(mspId + " would leave the channel and is " + describe(mspId)
                        + " on the ledger; the board has to suspend or expel it first");
            }
        }
        return List.copyOf(undecided);
    }

    /** Whether the second has a part of the channel that the first has not. */
    private static boolean gains(Optional<ChannelOrganization> first, Optional<ChannelOrganization> second) {
        boolean application = isMember(second) && !isMember(first);
        boolean ordering = isOrdering(second) && !isOrdering(first);
        return application || ordering;
    }

    private static boolean isMember(Optional<ChannelOrganization> organization) {
        return organization.flatMap(ChannelOrganization::application).isPresent();
    }

    private static boolean isOrdering(Optional<ChannelOrganization> organization) {
        return organization.flatMap(ChannelOrganization::ordering).isPresent();
    }

    /* Who only stops ordering goes on as a member. */
    private static boolean leaves(Optional<ChannelOrganization> was, Optional<ChannelOrganization> willBe) {
        return gains(willBe, was) && !isMember(willBe);
    }

    private boolean belongs(String mspId) {
        return standing(mspId).map(Membership::isActive).orElseGet(() -> isAuditor(mspId));
    }

    private boolean isAuditor(String mspId) {
        Charter charter = ledger.get(Keys.charter());
        return charter != null && charter.auditors().contains(new MemberId(mspId));
    }

    private Optional<Membership> standing(String mspId) {
        return Optional.ofNullable(ledger.get(Keys.member(new MemberId(mspId))));
    }

    private String describe(String mspId) {
        return standing(mspId)
                .map(standing -> "a member with status " + standing.status())
                .orElseGet(() -> isAuditor(mspId) ? "an auditor by the charter" : "no member");
    }
}

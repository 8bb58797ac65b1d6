package org.credence.protocol.rules;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.credence.protocol.Ballot;
import org.credence.protocol.Charter;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Event;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Membership;
import org.credence.protocol.Membership.Status;
import org.credence.protocol.Quorum;
import org.credence.protocol.Role;
import org.jspecify.annotations.Nullable;

/** Who belongs to the consortium, and how many votes decide. */
final class MembershipRules {
    /** What a vote that takes yes for an answer stands for. */
    static final String YES = "yes";

    private final Transaction tx;
    private final Consortium consortium;

    MembershipRules(Transaction tx) {
        this.tx = tx;
        this.consortium = new Consortium(tx);
    }

    Verdict initCharter(Command.InitCharter command) {
        consortium.requireRole(Role.BOARD);
        if (tx.has(Keys.charter())) {
            throw new Refusal(Code.WRONG_PHASE, "the consortium has a charter; its members change it by votes");
        }
        requireDistinct("members", command.members());
        requireDistinct("auditors", command.auditors());
        if (!command.members().contains(tx.me())) {
            throw new Refusal(
                    Code.NOT_A_MEMBER,
                    "the charter is adopted by one of its members %s, was %s".formatted(command.members(), tx.me()));
        }
        requireSafe(command.members().size(), command.threshold());
        tx.put(Keys.charter(), new Charter(command.threshold(), command.auditors()));
        command.members().forEach(member -> tx.put(Keys.member(member), new Membership(Status.ACTIVE, 0)));
        tx.emit(new Event.CharterAdopted(command.members(), command.threshold(), command.auditors()));
        return Verdict.OK;
    }

    Verdict admit(Command.Admit command) {
        return change(command.member(), EnumSet.of(Status.EXPELLED), true, Status.ACTIVE);
    }

    Verdict suspend(Command.Suspend command) {
        return change(command.member(), EnumSet.of(Status.ACTIVE), false, Status.SUSPENDED);
    }

    Verdict reinstate(Command.Reinstate command) {
        return change(command.member(), EnumSet.of(Status.SUSPENDED), false, Status.ACTIVE);
    }

    Verdict expel(Command.Expel command) {
        return change(command.member(), EnumSet.of(Status.ACTIVE, Status.SUSPENDED), false, Status.EXPELLED);
    }

    Verdict setThreshold(Command.SetThreshold command) {
        consortium.requireCaller(Role.BOARD);
        Charter charter = consortium.charter();
        if (command.threshold() == charter.threshold()) {
            throw new Refusal(Code.WRONG_STATUS, "the threshold is %s already".formatted(charter.threshold()));
        }
        requireSafe(consortium.activeMembers().size(), command.threshold());
        if (consortium.vote(Ballot.threshold(charter.threshold()), Integer.toString(command.threshold()))) {
            tx.put(Keys.charter(), new Charter(command.threshold(), charter.auditors()));
        }
        return Verdict.OK;
    }

    private Verdict change(MemberId member, Set<Status> from, boolean fromNone, Status next) {
        consortium.requireCaller(Role.BOARD);
        Membership standing = tx.get(Keys.member(member));
        if (member.equals(tx.me())) {
            throw new Refusal(Code.SELF_VOTE, "%s does not vote on itself".formatted(member));
        }
        if (standing == null ? !fromNone : !from.contains(standing.status())) {
            throw new Refusal(
                    Code.WRONG_STATUS,
                    "%s is %s; it can become %s from %s%s"
                            .formatted(member, describe(standing), next, from, fromNone ? " or as a new member" : ""));
        }
        requireSafe(
                consortium.activeMembers().size() + change(standing, next),
                consortium.charter().threshold());
        int version = standing == null ? 0 : standing.version();
        if (consortium.vote(Ballot.membership(next, member, version), YES, member)) {
            tx.put(Keys.member(member), new Membership(next, version + 1));
            tx.emit(new Event.MemberStatus(member, next, version + 1));
        }
        return Verdict.OK;
    }

    /** By how much the number of active members changes. */
    private static int change(@Nullable Membership before, Status next) {
        return (next == Status.ACTIVE ? 1 : 0) - (before != null && before.isActive() ? 1 : 0);
    }

    private static String describe(@Nullable Membership standing) {
        return standing == null ? "no member" : standing.status().name();
    }

    private static void requireDistinct(String what, List<MemberId> members) {
        if (new TreeSet<>(members).size() < members.size()) {
            throw new Refusal(Code.BAD_ARGUMENT, "%s must not repeat, were %s".formatted(what, members));
        }
    }

    private static void requireSafe(int active, int threshold) {
        if (!Quorum.isSafeThreshold(active, threshold)) {
            throw new Refusal(
                    Code.THRESHOLD_UNSAFE,
                    "with %s active members the threshold must be above %s and at most %s, was %s; change one or the other first"
                            .formatted(active, active - Quorum.of(active), Quorum.of(active), threshold));
        }
    }
}

package org.credence.protocol.rules;

import java.util.List;
import org.credence.protocol.Ballot;
import org.credence.protocol.Charter;
import org.credence.protocol.Code;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Membership;
import org.credence.protocol.Role;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKind;
import org.jspecify.annotations.Nullable;

/** Who may act, and how votes count. */
final class Consortium {
    private final Transaction tx;

    Consortium(Transaction tx) {
        this.tx = tx;
    }

    /** Refuses callers who are not active members, then those whose certificate has another role. */
    void requireCaller(Role role) {
        Membership standing = tx.get(Keys.member(tx.me()));
        if (standing == null || standing.status() == Membership.Status.EXPELLED) {
            throw new Refusal(
                    Code.NOT_A_MEMBER,
                    "%s is no member of the consortium; the board admits members".formatted(tx.me()));
        }
        if (standing.status() == Membership.Status.SUSPENDED) {
            throw new Refusal(Code.SUSPENDED, "%s is suspended until the board reinstates it".formatted(tx.me()));
        }
        requireRole(role);
    }

    /** Refuses certificates of another role. */
    void requireRole(Role role) {
        if (tx.context().role() != role) {
            throw new Refusal(
                    role == Role.BOARD ? Code.NOT_BOARD : Code.WRONG_ROLE,
                    "this call needs a certificate with %s=%s, was %s"
                            .formatted(
                                    Role.ATTRIBUTE,
                                    role.attribute(),
                                    tx.context().role().attribute()));
        }
    }

    boolean isActive(MemberId member) {
        Membership standing = tx.get(Keys.member(member));
        return standing != null && standing.isActive();
    }

    /** The active members, in the order of their ids. */
    List<MemberId> activeMembers() {
        return tx.range(StateKind.MEMBER).stream()
                .filter(member -> member.value().isActive())
                .map(StateEntry::key)
                .map(key -> new MemberId(key.attribute(0)))
                .toList();
    }

    /**
     * The charter, which every consortium with members has.
     *
     * @throws IllegalStateException before {@code initCharter}, which no active member can call
     */
    Charter charter() {
        Charter charter = tx.get(Keys.charter());
        if (charter == null) {
            throw new IllegalStateException("a consortium with members has a charter");
        }
        return charter;
    }

    /** Records the caller's standing vote; whether as many active organizations as decide now stand for the choice. */
    boolean vote(Ballot ballot, String choice) {
        return vote(ballot, choice, null);
    }

    /** As {@link #vote(Ballot, String)}, without the vote of the organization that the ballot is about. */
    boolean vote(Ballot ballot, String choice, @Nullable MemberId excluded) {
        String before = tx.get(Keys.vote(ballot, tx.me()));
        tx.put(Keys.vote(ballot, tx.me()), choice);
        int threshold = charter().threshold();
        long votes = activeMembers().stream()
                .filter(member -> !member.equals(excluded))
                .filter(member -> choice.equals(tx.get(Keys.vote(ballot, member))))
                .count();
        if (votes < threshold && choice.equals(before)) {
            throw new Refusal(
                    Code.ALREADY_VOTED,
                    "%s has this vote on record already; %s of the %s votes that decide stand for it"
                            .formatted(tx.me(), votes, threshold));
        }
        return votes >= threshold;
    }
}

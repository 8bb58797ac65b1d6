package org.credence.protocol;

import java.util.List;

/**
 * How a member's credit is divided among accounts.
 *
 * @param shares ordered by account (sorted on construction); the rules accept them when each is positive, no account repeats and they
 *     add up to {@link #WHOLE}
 */
public record Split(List<Share> shares) {
    /** All of it, in basis points. */
    public static final int WHOLE = 10_000;

    public Split {
        shares = shares.stream().sorted().toList();
    }

    /** Everything to the member's own account, which is what holds where none was registered. */
    public static Split toMember(MemberId member) {
        return new Split(List.of(new Share(AccountId.of(member), WHOLE)));
    }
}

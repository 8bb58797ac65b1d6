package org.credence.protocol;

import java.util.List;

/**
 * What a study's final windows have credited so far. Windows become final in order, so this is written once for each.
 *
 * @param members those with more than 0, in the order of their ids
 * @param accounts the same credit by account, each window split on its own, in the order of their ids
 */
public record Earnings(List<MemberCredit> members, List<AccountAmount> accounts) {
    /** Before any window is final. */
    public static final Earnings NONE = new Earnings(List.of(), List.of());

    public Earnings {
        members = List.copyOf(members);
        accounts = List.copyOf(accounts);
    }
}

package org.credence.protocol;

import java.util.List;

/**
 * What one window credited.
 *
 * @param members those with more than 0, in the order of their ids
 */
public record Credits(List<MemberCredit> members) {
    public Credits {
        members = List.copyOf(members);
    }
}

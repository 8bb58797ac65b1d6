package org.credence.protocol;

import java.util.List;

/**
 * Who takes part in a study, fixed when it starts.
 *
 * @param members in the order of their ids
 * @param quorum how many of them must agree (Q)
 */
public record EnrolledSet(List<MemberId> members, int quorum) {
    public EnrolledSet {
        members = members.stream().sorted().toList();
    }

    /** The least number of members whose updates are added up, so that no single update is laid open: max(2, n - Q + 1). */
    public int leastIncluded() {
        return Math.max(2, members.size() - quorum + 1);
    }
}

package org.credence.protocol;

import java.util.List;

/**
 * Whose updates make up a sealed round.
 *
 * @param members in the order of their ids
 */
public record IncludedSet(List<MemberId> members) {
    public IncludedSet {
        members = members.stream().sorted().toList();
    }
}

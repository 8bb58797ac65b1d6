package org.credence.protocol;

import java.util.List;

/**
 * How the consortium decides.
 *
 * @param threshold board votes that decide (K)
 * @param auditors organizations whose auditors may challenge scores, in the order of their ids
 */
public record Charter(int threshold, List<MemberId> auditors) {
    public Charter {
        auditors = auditors.stream().sorted().toList();
    }
}

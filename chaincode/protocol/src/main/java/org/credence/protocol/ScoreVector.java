package org.credence.protocol;

import java.util.List;

/**
 * The scores of one window.
 *
 * @param scores ordered by member (sorted on construction), so that equal vectors have equal bytes; a member that is named twice is
 *     refused by the rules, not here
 */
public record ScoreVector(List<MemberScore> scores) {
    public ScoreVector {
        scores = scores.stream().sorted().toList();
    }

    /** The members in order, as often as they are named. */
    public List<MemberId> members() {
        return scores.stream().map(MemberScore::member).toList();
    }
}

package org.credence.protocol;

import java.util.Comparator;

/**
 * What one member's updates were worth in one window.
 *
 * @param score in the study's integer units of utility; negative for harm
 */
public record MemberScore(MemberId member, long score) implements Comparable<MemberScore> {
    private static final Comparator<MemberScore> ORDER =
            Comparator.comparing(MemberScore::member).thenComparingLong(MemberScore::score);

    /** By member, then by score. */
    @Override
    public int compareTo(MemberScore other) {
        return ORDER.compare(this, other);
    }
}

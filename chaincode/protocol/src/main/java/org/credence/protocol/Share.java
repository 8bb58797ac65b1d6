package org.credence.protocol;

import java.util.Comparator;

/**
 * An account's part of what a member earns.
 *
 * @param basisPoints in ten-thousandths
 */
public record Share(AccountId account, int basisPoints) implements Comparable<Share> {
    private static final Comparator<Share> ORDER =
            Comparator.comparing(Share::account).thenComparingInt(Share::basisPoints);

    /** By account, then by part. */
    @Override
    public int compareTo(Share other) {
        return ORDER.compare(this, other);
    }
}

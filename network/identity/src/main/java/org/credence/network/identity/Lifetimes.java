package org.credence.network.identity;

import java.time.Duration;

/**
 * How long certificates are valid. None outlives its root.
 *
 * @param root of the two roots, positive
 * @param leaf of everything they issue, positive
 */
public record Lifetimes(Duration root, Duration leaf) {
    /** Ten years for roots, one year for the rest. */
    public static final Lifetimes DEFAULT = new Lifetimes(Duration.ofDays(3653), Duration.ofDays(365));

    public Lifetimes {
        if (root.isNegative() || root.isZero() || leaf.isNegative() || leaf.isZero()) {
            throw new IllegalArgumentException("lifetimes must be positive, were " + root + " and " + leaf);
        }
    }
}

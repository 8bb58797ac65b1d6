package org.credence.node.exchange;

import java.time.Duration;

/**
 * How long this node waits for others, and how much it takes from them.
 *
 * @param connect the longest until a connection stands
 * @param silence the longest without a byte
 * @param whole the longest for one content, however it comes
 * @param maxBytes the largest content that is taken, at least 1
 * @param firstAbsence for how long a member that failed is not asked again
 * @param longestAbsence to which that time doubles while the member goes on to fail
 */
public record FetchLimits(
        Duration connect,
        Duration silence,
        Duration whole,
        long maxBytes,
        Duration firstAbsence,
        Duration longestAbsence) {
    /** For models of ten million parameters over a line of ten megabits a second. */
    public static final FetchLimits DEFAULT = new FetchLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofMinutes(2),
            1L << 26,
            Duration.ofSeconds(1),
            Duration.ofMinutes(1));

    public FetchLimits {
        requirePositive("connect", connect);
        requirePositive("silence", silence);
        requirePositive("whole", whole);
        requirePositive("firstAbsence", firstAbsence);
        if (maxBytes < 1 || maxBytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "maxBytes must be 1 to %d, was %d".formatted(Integer.MAX_VALUE - 8, maxBytes));
        }
        if (longestAbsence.compareTo(firstAbsence) < 0) {
            throw new IllegalArgumentException("longestAbsence must be at least firstAbsence, was %s and %s"
                    .formatted(longestAbsence, firstAbsence));
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("%s must be positive, was %s".formatted(name, value));
        }
    }
}

package org.credence.ledger.fabric;

import java.time.Duration;

/**
 * How long the client waits and how often it tries, all bounds positive.
 *
 * @param evaluate for one answer to a read
 * @param endorse for one endorsement
 * @param submit for handing one transaction to the orderer
 * @param commitStatus for one answer to whether a transaction is committed
 * @param silence after which a stream of blocks that hears nothing asks another gateway, where there is one
 * @param overall for a whole call with all that is tried again
 * @param firstPause before something is tried again; doubles each time, and each pause is shortened at random by up to a half
 * @param longestPause which pauses do not pass
 * @param conflicts how often one call may lose against others that write the same facts
 */
public record ClientLimits(
        Duration evaluate,
        Duration endorse,
        Duration submit,
        Duration commitStatus,
        Duration silence,
        Duration overall,
        Duration firstPause,
        Duration longestPause,
        int conflicts) {
    /** For a network of a few machines: a BFT orderer takes up to 20 seconds to replace a dead leader. */
    public static final ClientLimits DEFAULT = new ClientLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofMillis(50),
            Duration.ofSeconds(2),
            20);

    public ClientLimits {
        requirePositive("evaluate", evaluate);
        requirePositive("endorse", endorse);
        requirePositive("submit", submit);
        requirePositive("commitStatus", commitStatus);
        requirePositive("silence", silence);
        requirePositive("overall", overall);
        requirePositive("firstPause", firstPause);
        requirePositive("longestPause", longestPause);
        if (conflicts < 1) {
            throw new IllegalArgumentException("conflicts must be at least 1, was " + conflicts);
        }
    }

    /** These limits for a client that gives up a whole call after this time. */
    public ClientLimits within(Duration most) {
        return new ClientLimits(
                evaluate, endorse, submit, commitStatus, silence, most, firstPause, longestPause, conflicts);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be positive, was " + duration);
        }
    }
}

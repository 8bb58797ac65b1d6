package org.credence.node.round;

import java.time.Duration;

/**
 * What came of asking a desk whether there is something to do.
 *
 * @param acted whether it did something, so that asking again may find more
 * @param pause how long until it is worth asking again though no block arrived; {@link #UNTIL_NEXT_BLOCK} if it is not
 */
record Step(boolean acted, Duration pause) {
    /** Nothing changes by waiting: only a block brings something to do. */
    static final Duration UNTIL_NEXT_BLOCK = Duration.ofDays(365);

    private static final Step IDLE = new Step(false, UNTIL_NEXT_BLOCK);
    private static final Step ACTED = new Step(true, Duration.ZERO);

    static Step idle() {
        return IDLE;
    }

    static Step done() {
        return ACTED;
    }

    static Step later(Duration pause) {
        return new Step(false, pause);
    }

    /** Both of two steps: acted if one did, and the shorter pause. */
    Step and(Step other) {
        return new Step(acted || other.acted, pause.compareTo(other.pause) <= 0 ? pause : other.pause);
    }
}

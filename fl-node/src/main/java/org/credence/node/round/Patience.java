package org.credence.node.round;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/**
 * How long a member leaves to another what anybody may do once: several times as long as the ledger took for this member's own last
 * calls. Whoever steps in earlier on a slow ledger only sends what is on its way already. Not safe for use by several threads.
 */
final class Patience {
    /** What is looked back on: a ledger that was slow once is fast again after so many calls. */
    private static final int CALLS = 8;

    /** The call that is waited for may take longer than the slowest of the last ones, and is seen a little later than it is done. */
    private static final int TIMES = 4;

    /** However slow the ledger is, those who are gone are not waited for any longer. */
    private static final Duration MOST = Duration.ofSeconds(10);

    private final Duration least;
    private final Deque<Duration> last = new ArrayDeque<>();

    /** @param least however fast the ledger is; others have to train, compute and think, too */
    Patience(Duration least) {
        this.least = least;
    }

    /** Notes how long a call took that was done. */
    void took(Duration call) {
        if (last.size() == CALLS) {
            last.removeFirst();
        }
        last.addLast(call);
    }

    /** From {@code least} to ten seconds, or {@code least} if that is longer. */
    Duration pause() {
        if (last.isEmpty()) {
            return least;
        }
        Duration wanted = Collections.max(last).multipliedBy(TIMES);
        Duration bounded = wanted.compareTo(MOST) < 0 ? wanted : MOST;
        return bounded.compareTo(least) > 0 ? bounded : least;
    }
}

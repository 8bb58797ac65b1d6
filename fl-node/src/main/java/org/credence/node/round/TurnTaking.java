package org.credence.node.round;

import java.time.Duration;
import java.util.List;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;

/** Does what anybody may do once, when it is this member's turn. */
final class TurnTaking {
    private TurnTaking() {}

    /** Acts if it is this member's turn. A try that did not succeed, or whose effect does not show, is repeated after a pause. */
    static Step act(Turns turns, String task, List<MemberId> members, Digest specHash, Runnable action) {
        Duration wait = turns.untilMine(task, members, specHash);
        if (!wait.isZero()) {
            return Step.later(wait);
        }
        action.run();
        turns.retry(task);
        return Step.done();
    }
}

package org.credence.node.round;

import java.util.Optional;
import org.credence.node.model.ModelState;
import org.credence.protocol.StateView;

/**
 * One capacity in which somebody acts at a node: the member in a study, a board seat, a data owner. It reads the ledger's state and
 * does at most one thing; what it has done shows in the state of a later block. Called by the node's one thread.
 */
interface Desk {
    /** Does the next thing that the state asks of this desk, if any. */
    Step step(StateView state);

    /** Whether the state asks nothing of this desk any more, for good. */
    boolean isFinished(StateView state);

    /** The study's final model, where this desk computed it. */
    default Optional<ModelState> finalModel(StateView state) {
        return Optional.empty();
    }
}

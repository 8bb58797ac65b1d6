package org.credence.node.round;

/** Is told of every round that a member's node has aggregated; called on the node's thread. */
public interface RoundListener {
    /** Nobody listens. */
    RoundListener NONE = (math, round) -> {};

    /** A round was aggregated: its next model is known here, though not yet agreed. */
    void aggregated(StudyMath math, AggregatedRound round);
}

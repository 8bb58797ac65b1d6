package org.credence.node.cli.local;

import org.credence.node.round.StudyBook;
import org.credence.protocol.StateView;

/** Is told how a study goes on, after each block; called on one thread. */
public interface Progress {
    /** A study begins. */
    void begins(StudyBook book);

    /**
     * The state after a block.
     *
     * @param metric of the newest model on the validation rows, AUC or R2; NaN before there is one
     */
    void goesOn(StudyBook book, StateView state, double metric);
}

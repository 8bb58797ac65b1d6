package org.credence.node.cli.local;

import org.credence.node.round.StudyBook;
import org.credence.protocol.StateView;

/** Is told how a run goes on: what is made ready for its studies, then each study after each block. Called on one thread at a time. */
public interface Progress {
    /**
     * Something that takes a while begins, before the studies do. Nothing needs to be done about it.
     *
     * @param words what it is, for people
     */
    default void step(String words) {}

    /** A study begins. */
    void begins(StudyBook book);

    /**
     * The state after a block.
     *
     * @param metric of the newest model on the validation rows, AUC or R2; NaN before there is one
     */
    void goesOn(StudyBook book, StateView state, double metric);
}

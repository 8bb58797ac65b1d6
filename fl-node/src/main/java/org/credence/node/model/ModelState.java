package org.credence.node.model;

import org.credence.protocol.StudyId;

/**
 * The parameters that a study has reached.
 *
 * @param round that starts from these parameters: 0 for the initial model, the number of rounds for the final one
 */
public record ModelState(StudyId study, int round, ParameterVector parameters) {
    public ModelState {
        if (round < 0) {
            throw new IllegalArgumentException("a round must not be negative, was " + round);
        }
    }
}

package org.credence.node.training;

/** Training reached a parameter that is not finite. The message says what to change in the study. */
public final class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingDivergedException(String message) {
        super(message);
    }
}

package org.credence.node.cli.local;

/** A study ended, or cannot go on, without a result; the message says in which state it is and why. */
public final class StudyStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StudyStoppedException(String message) {
        super(message);
    }

    StudyStoppedException(String message, Throwable cause) {
        super(message, cause);
    }
}

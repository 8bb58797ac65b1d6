package org.credence.node.cli.people;

/** Something that a command names or needs is not there; the message says what, and where it comes from. */
public final class NotThereException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotThereException(String message) {
        super(message);
    }
}

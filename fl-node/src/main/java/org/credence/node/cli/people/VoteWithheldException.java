package org.credence.node.cli.people;

/** A vote was not given, because what would be voted for is not what it should be; the message says how it differs. */
public final class VoteWithheldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    VoteWithheldException(String message) {
        super(message);
    }
}

package org.credence.node.cli.site;

/** Something at a member's own site keeps its node from starting; the message says what, and what to do. */
public final class SiteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SiteException(String message) {
        super(message);
    }

    SiteException(String message, Throwable cause) {
        super(message, cause);
    }
}

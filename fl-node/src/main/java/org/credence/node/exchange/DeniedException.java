package org.credence.node.exchange;

import java.time.Duration;

/** A request is not answered with content. The message is for the caller, and holds nothing that the caller wrote. */
final class DeniedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Denial denial;
    private final String words;
    private final Duration retryAfter;

    DeniedException(Denial denial, String message) {
        this(denial, Duration.ZERO, message);
    }

    /** @param retryAfter when to ask again; zero if that would not help */
    DeniedException(Denial denial, Duration retryAfter, String message) {
        super(message, null, false, false);
        this.denial = denial;
        this.words = message;
        this.retryAfter = retryAfter;
    }

    Denial denial() {
        return denial;
    }

    /** The message. */
    String words() {
        return words;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}

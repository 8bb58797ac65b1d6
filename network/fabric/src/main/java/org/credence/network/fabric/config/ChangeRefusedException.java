package org.credence.network.fabric.config;

/** A change that would break the channel, or change nothing. The message says why, and what to do instead. */
public final class ChangeRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ChangeRefusedException(String message) {
        super(message);
    }

    ChangeRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}

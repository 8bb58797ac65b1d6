package org.credence.network.identity;

/**
 * Identity material is missing, broken or does not fit together. The message names the file and says what to do; somebody has
 * to do it, trying again does not help.
 */
public final class IdentityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IdentityException(String message) {
        super(message);
    }

    public IdentityException(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.credence.ledger;

/**
 * The ledger does not know the caller, or does not let it do this: a certificate that is expired, revoked or of another authority.
 * The message says what to do about the certificate; trying again does not help.
 */
public final class NotAuthorizedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotAuthorizedException(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.credence.ledger;

/**
 * The ledger did not answer in time, or too many others wrote the same facts. Nothing was done, unless it is an {@link
 * OutcomeUnknownException}; try later.
 */
public class LedgerUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

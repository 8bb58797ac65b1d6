package org.credence.ledger;

/**
 * The ledger did something that a correct ledger does not: a block that does not follow the one before, an answer that is not
 * ours, a transaction that is invalid for no reason of the caller's. Somebody has to look; trying again does not help.
 */
public final class LedgerFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerFaultException(String message) {
        super(message);
    }

    public LedgerFaultException(String message, Throwable cause) {
        super(message, cause);
    }
}

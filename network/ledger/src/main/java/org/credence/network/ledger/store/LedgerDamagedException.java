package org.credence.network.ledger.store;

/**
 * The stored ledger is not what this ledger wrote, beyond the repair of a write that a kill cut short. Opening refuses rather
 * than guess; the message says which block and what is wrong.
 */
public final class LedgerDamagedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerDamagedException(String message) {
        super(message);
    }

    public LedgerDamagedException(String message, Throwable cause) {
        super(message, cause);
    }
}

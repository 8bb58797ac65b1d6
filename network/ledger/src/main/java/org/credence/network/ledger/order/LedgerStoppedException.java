package org.credence.network.ledger.order;

/** The ledger takes no more transactions: it was closed, or its disk failed. The message says which, and what to do. */
public final class LedgerStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerStoppedException(String message) {
        super(message);
    }

    public LedgerStoppedException(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.credence.network.ledger.order;

/** More transactions are waiting than the ledger holds; try again later. */
public final class LedgerBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerBusyException(int waiting) {
        super("the ledger is busy: " + waiting + " transactions are waiting; try again later");
    }
}

package org.credence.ledger;

/**
 * A transaction was handed over and nobody could say in time whether it was committed. It may still be. Sending the same command
 * again is harmless: the rules answer {@code OK_NOOP} if the first one was done.
 */
public final class OutcomeUnknownException extends LedgerUnavailableException {
    private static final long serialVersionUID = 1L;

    private final String txId;

    public OutcomeUnknownException(String txId, String message, Throwable cause) {
        super(message, cause);
        this.txId = txId;
    }

    /** By which the blocks tell later whether it was committed. */
    public String txId() {
        return txId;
    }
}

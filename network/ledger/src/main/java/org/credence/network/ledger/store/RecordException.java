package org.credence.network.ledger.store;

/** A record of the blocks file that is not one. */
public final class RecordException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean cutShort;

    RecordException(String message, boolean cutShort) {
        super(message);
        this.cutShort = cutShort;
    }

    /** Whether the file ends inside the record, so that it may be a write that did not finish. */
    public boolean isCutShort() {
        return cutShort;
    }
}

package org.credence.network.ledger.endorse;

/**
 * Keeps a transaction from writing when it asked what nobody checks again: the result of a page, or of a range of private
 * data, is not validated, so nothing may depend on it. For one thread.
 */
final class WriteGuard {
    private final String transactionId;
    private boolean writing;
    private boolean paginated;
    private boolean queriedPrivateData;

    WriteGuard(String transactionId) {
        this.transactionId = transactionId;
    }

    /** @throws UnsuccessfulCallException when the transaction may not write any more */
    void write() {
        if (queriedPrivateData) {
            throw refused("a transaction that made a query of private data may not write");
        }
        if (paginated) {
            throw refused("a transaction that made a paginated query may not write");
        }
        writing = true;
    }

    /** @throws UnsuccessfulCallException when the transaction has written already */
    void paginate() {
        if (writing) {
            throw refused("a transaction that has written may not make a paginated query");
        }
        paginated = true;
    }

    /** @throws UnsuccessfulCallException when the transaction has written already */
    void queryPrivateData() {
        if (writing) {
            throw refused("a transaction that has written may not make a query of private data");
        }
        queriedPrivateData = true;
    }

    private UnsuccessfulCallException refused(String reason) {
        return new UnsuccessfulCallException(transactionId, reason);
    }
}

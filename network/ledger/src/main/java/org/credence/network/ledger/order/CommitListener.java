package org.credence.network.ledger.order;

/** Told when the chain grows or ends. Called on the committing thread: must be quick. */
public interface CommitListener {
    /** Another block is committed and readable. */
    void onCommit();

    /** No block will follow. */
    void onStop(LedgerStoppedException reason);
}

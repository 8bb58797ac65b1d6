package org.credence.ledger;

import java.time.Duration;
import java.util.Optional;

/**
 * The ledger's blocks in their order, each once, without gaps, from where it was opened; each follows from the one before by its
 * hash. A peer that goes away is called again until it is back. For one thread, besides {@link #close()}, which any may call.
 */
public interface BlockStream extends AutoCloseable {
    /**
     * The next block, or empty if none arrived in this time (the peer may be away, or nothing happens on the ledger). After close,
     * empty.
     *
     * @throws NotAuthorizedException if the ledger does not let the caller read blocks
     * @throws LedgerFaultException if the next block does not follow from the one before
     */
    Optional<LedgerBlock> next(Duration wait) throws InterruptedException;

    @Override
    void close();
}

package org.credence.network.ledger.verify;

import java.util.List;
import java.util.Optional;
import org.credence.protocol.Digest;

/**
 * A block that holds.
 *
 * @param hash of its header, which the next block names
 * @param commitHash of the state after it, chained; empty for block 0
 * @param bytes of its record in the file, length prefix included
 */
public record VerifiedBlock(
        long number, Digest hash, Optional<Digest> commitHash, long bytes, List<LedgerTransaction> transactions) {
    public VerifiedBlock {
        transactions = List.copyOf(transactions);
    }
}

package org.credence.ledger;

import java.util.List;
import org.credence.protocol.Digest;

/**
 * A block of the ledger.
 *
 * @param number from 0, the block that founded the channel
 * @param hash of its header, which the next block names
 * @param previous hash of the header before; for block 0, of nothing, all zeros
 * @param transactions calls of the contract in their order, valid or not; changes of the channel's configuration are left out
 */
public record LedgerBlock(long number, Digest hash, Digest previous, List<LedgerTransaction> transactions) {
    /** What block 0 has for {@link #previous()}. */
    public static final Digest NO_BLOCK = Digest.of(new byte[Digest.BYTES]);

    public LedgerBlock {
        transactions = List.copyOf(transactions);
    }

    /** Where a stream stands once this block is done. */
    public Checkpoint.Position position() {
        return new Checkpoint.Position(number, hash);
    }
}

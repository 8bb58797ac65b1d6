package org.credence.network.ledger.verify;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is wrong with a chain, and where.
 *
 * @param block number of the block, from 0; for bytes that are no block, the number it would have
 * @param transaction the transaction's place in the block, from 0; empty when it is the block as a whole
 * @param member the organization whose transaction or signature it is, as far as it can be told
 * @param reason in words
 */
public record BlockFault(long block, OptionalInt transaction, Optional<String> member, String reason) {

    static BlockFault ofBlock(long block, String reason) {
        return new BlockFault(block, OptionalInt.empty(), Optional.empty(), reason);
    }

    /** {@code block 7, transaction 2, member AMSP: the reason}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("block ").append(block);
        transaction.ifPresent(index -> text.append(", transaction ").append(index));
        member.ifPresent(mspId -> text.append(", member ").append(mspId));
        return text.append(": ").append(reason).toString();
    }
}

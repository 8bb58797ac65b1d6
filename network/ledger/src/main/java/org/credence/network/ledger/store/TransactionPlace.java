package org.credence.network.ledger.store;

import java.nio.ByteBuffer;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Where a transaction is and what became of it.
 *
 * @param block the block's number
 * @param index its place in the block, from 0
 * @param codeNumber the number of its validation code
 */
public record TransactionPlace(long block, int index, int codeNumber) {
    public TxValidationCode code() {
        return TxValidationCode.forNumber(codeNumber);
    }

    /** All of it, for the tally. */
    byte[] bytes() {
        return ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES)
                .putLong(block)
                .putInt(index)
                .putInt(codeNumber)
                .array();
    }
}

package org.credence.ledger;

import org.credence.protocol.Code;

/**
 * A transaction that is on the ledger and valid.
 *
 * @param txId Fabric's transaction id: 64 lower-case hexadecimal digits
 * @param code {@link Code#OK}, or {@link Code#OK_NOOP} where an identical call was done before
 * @param block number of its block, from 0
 */
public record Receipt(String txId, Code code, long block) {
    public Receipt {
        if (code.isRefusal()) {
            throw new IllegalArgumentException("a receipt is for a call that was done, was " + code);
        }
    }
}

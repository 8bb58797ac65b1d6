package org.credence.network.ledger.store;

import com.google.protobuf.ByteString;

/**
 * The end of the chain.
 *
 * @param height number of blocks
 * @param hash of the last block's header; empty when there is none
 * @param commitHash after the last block; empty until block 1
 * @param lastConfig number of the block with the configuration in force; 0 when there is none
 */
public record Head(long height, ByteString hash, ByteString commitHash, long lastConfig) {
    static final Head EMPTY = new Head(0, ByteString.EMPTY, ByteString.EMPTY, 0);
}

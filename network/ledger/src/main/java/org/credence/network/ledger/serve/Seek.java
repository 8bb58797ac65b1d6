package org.credence.network.ledger.serve;

import com.google.protobuf.ByteString;

/**
 * A range of blocks that a client may read.
 *
 * @param reader the client's identity
 * @param start first block
 * @param stop last block, at least {@code start}
 * @param failIfNotReady whether to give up at the end of the chain instead of waiting
 */
record Seek(ByteString reader, long start, long stop, boolean failIfNotReady) {}

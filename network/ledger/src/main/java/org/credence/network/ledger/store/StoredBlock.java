package org.credence.network.ledger.store;

import org.hyperledger.fabric.protos.common.Block;

/**
 * A block and where its record is.
 *
 * @param offset of the record's first byte in the file
 * @param end of the record, exclusive
 */
public record StoredBlock(Block block, long offset, long end) {}

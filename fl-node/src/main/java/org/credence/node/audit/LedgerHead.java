package org.credence.node.audit;

import org.credence.protocol.Digest;

/**
 * The ledger that was audited. Whoever knows one of these hashes from elsewhere knows that it is the same ledger, and not an earlier one.
 *
 * @param anchor hash of the header of block 0, which holds the channel's first configuration, from which all trust follows
 * @param height number of blocks
 * @param head hash of the last block's header
 */
public record LedgerHead(Digest anchor, long height, Digest head) {}

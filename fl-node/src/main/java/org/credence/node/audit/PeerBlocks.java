package org.credence.node.audit;

import java.util.List;
import org.credence.ledger.BlockStream;

/**
 * Peers of a channel that deliver its blocks, each of an organization that may hold another copy. Asked one after the other, by one thread.
 */
public interface PeerBlocks {
    /** What the peers are called in messages, for example by endpoint; each once. */
    List<String> peers();

    /**
     * Number of blocks that one peer has now.
     *
     * @throws org.credence.ledger.LedgerUnavailableException if it does not answer; the message tells why
     * @throws org.credence.ledger.NotAuthorizedException if it does not let the caller ask
     */
    long height(String peer);

    /** One peer's blocks from block 0 on; whoever asked closes the stream. */
    BlockStream open(String peer);
}

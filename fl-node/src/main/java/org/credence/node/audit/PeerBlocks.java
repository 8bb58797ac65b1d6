package org.credence.node.audit;

import java.util.List;
import org.credence.ledger.BlockStream;

/** Peers of a channel that deliver its blocks, each of an organization that may hold another copy. */
public interface PeerBlocks {
    /** What the peers are called in messages, for example by organization; each once. */
    List<String> peers();

    /** One peer's blocks from block 0 on; whoever asked closes the stream. */
    BlockStream open(String peer);
}

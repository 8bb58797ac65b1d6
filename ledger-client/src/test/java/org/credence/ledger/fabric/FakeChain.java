package org.credence.ledger.fabric;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** The blocks that several fake peers have, as far as each has got. Its own lock guards it and them. */
final class FakeChain {
    private final List<Block> blocks = new ArrayList<>();
    private final List<FakePeer> peers = new ArrayList<>();

    synchronized void join(FakePeer peer) {
        peers.add(peer);
    }

    synchronized List<Block> blocks() {
        return List.copyOf(blocks);
    }

    synchronized void append(ByteString envelope, TxValidationCode verdict) {
        blocks.add(TestBlocks.next(blocks, envelope, verdict));
        peers.forEach(FakePeer::grown);
    }
}

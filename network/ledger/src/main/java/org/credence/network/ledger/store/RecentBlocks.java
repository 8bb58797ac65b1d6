package org.credence.network.ledger.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;

/** The last blocks, kept in memory for those who follow the chain closely: at most so many blocks, of so many bytes. */
final class RecentBlocks {
    private static final int MAX_BLOCKS = 256;
    private static final long MAX_BYTES = 32L << 20;

    private final Deque<Block> blocks = new ArrayDeque<>();
    private long bytes;

    /** Adds the block that follows the last one added. */
    synchronized void add(Block block) {
        blocks.addLast(block);
        bytes += block.getSerializedSize();
        while (blocks.size() > MAX_BLOCKS || (bytes > MAX_BYTES && blocks.size() > 1)) {
            bytes -= blocks.removeFirst().getSerializedSize();
        }
    }

    /** The block of this number, if it is among them. */
    synchronized Optional<Block> get(long number) {
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        long last = blocks.getLast().getHeader().getNumber();
        long first = blocks.getFirst().getHeader().getNumber();
        if (number < first || number > last) {
            return Optional.empty();
        }
        return blocks.stream().skip(number - first).findFirst();
    }
}

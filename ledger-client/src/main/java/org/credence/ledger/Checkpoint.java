package org.credence.ledger;

import java.util.Optional;

/**
 * How far somebody has come in the ledger's blocks. It is for whoever reads the stream to say when a block is done: after its
 * effects are kept. Safe for use by several threads.
 */
public interface Checkpoint {
    /** The last block that is done, or empty before the first. */
    Optional<Position> last();

    /**
     * Remembers that a block, and all before it, are done. Durable when it returns, if the checkpoint is.
     *
     * @throws IllegalArgumentException if a later block was done before: a stream goes forward
     */
    void advance(Position position);

    /**
     * A block's place.
     *
     * @param block its number, from 0
     * @param hash of its header, so that a stream that goes on from here notices another ledger
     */
    record Position(long block, org.credence.protocol.Digest hash) {
        public Position {
            if (block < 0) {
                throw new IllegalArgumentException("blocks are numbered from 0, was " + block);
            }
        }

        /** This position, unless it lies before another. */
        Position notBefore(Optional<Position> other) {
            other.filter(last -> last.block() > block).ifPresent(last -> {
                throw new IllegalArgumentException(
                        "block " + last.block() + " is done, a checkpoint does not go back to block " + block);
            });
            return this;
        }
    }
}

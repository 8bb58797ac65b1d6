package org.credence.ledger;

import java.util.Optional;

/** A checkpoint that lasts as long as its process. */
public final class MemoryCheckpoint implements Checkpoint {
    private Optional<Position> last = Optional.empty();

    @Override
    public synchronized Optional<Position> last() {
        return last;
    }

    @Override
    public synchronized void advance(Position position) {
        last = Optional.of(position.notBefore(last));
    }
}

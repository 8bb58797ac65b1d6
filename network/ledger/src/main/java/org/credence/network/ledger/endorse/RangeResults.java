package org.credence.network.ledger.endorse;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.credence.network.ledger.store.StateSnapshot;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;

/** A range as contracts iterate over it. To be gone through once. */
final class RangeResults implements QueryResultsIterator<KeyValue> {
    private final RangeReader reader;
    private Optional<StateSnapshot.Entry> next = Optional.empty();
    private boolean fetched;
    private boolean closed;

    RangeResults(RangeReader reader) {
        this.reader = reader;
    }

    @Override
    public Iterator<KeyValue> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return fetch().isPresent();
            }

            @Override
            public KeyValue next() {
                StateSnapshot.Entry entry =
                        fetch().orElseThrow(() -> new NoSuchElementException("the range has no more keys"));
                fetched = false;
                return new StateEntry(entry.key().key(), entry.value().value());
            }
        };
    }

    private Optional<StateSnapshot.Entry> fetch() {
        if (!fetched && !closed) {
            next = reader.next();
            fetched = true;
        }
        return closed ? Optional.empty() : next;
    }

    @Override
    public void close() {
        closed = true;
    }
}

package org.credence.network.ledger.endorse;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.credence.network.ledger.message.ReadWriteSet;
import org.credence.network.ledger.store.StateSnapshot;

/** Reads a range of the state step by step and remembers how far it came, so that validation can look for phantoms. */
final class RangeReader {
    private final String start;
    private final String end;
    private final Iterator<StateSnapshot.Entry> entries;
    private final List<ReadWriteSet.Read> found = new ArrayList<>();
    private boolean exhausted;

    RangeReader(String start, String end, Iterator<StateSnapshot.Entry> entries) {
        this.start = start;
        this.end = end;
        this.entries = entries;
    }

    /** The next entry; empty at the end of the range. Asking is what counts as reading. */
    Optional<StateSnapshot.Entry> next() {
        if (!entries.hasNext()) {
            exhausted = true;
            return Optional.empty();
        }
        StateSnapshot.Entry entry = entries.next();
        found.add(new ReadWriteSet.Read(
                entry.key().key(), Optional.of(entry.value().version())));
        return Optional.of(entry);
    }

    /** What was read; empty when nothing was asked. */
    Optional<ReadWriteSet.RangeRead> recorded() {
        if (exhausted) {
            return Optional.of(new ReadWriteSet.RangeRead(start, end, true, found));
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReadWriteSet.RangeRead(
                        start, found.get(found.size() - 1).key(), false, found));
    }
}

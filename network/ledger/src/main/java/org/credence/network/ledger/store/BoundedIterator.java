package org.credence.network.ledger.store;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.credence.network.ledger.message.StateKey;
import org.h2.mvstore.Cursor;

/** A cursor's entries before a bound: the store's cursors include their last key. */
final class BoundedIterator<T> implements Iterator<T> {
    private final Cursor<StateKey, StateValue> cursor;
    private final StateKey bound;
    private final Supplier<T> current;
    private Optional<T> next;

    BoundedIterator(Cursor<StateKey, StateValue> cursor, StateKey bound, Supplier<T> current) {
        this.cursor = cursor;
        this.bound = bound;
        this.current = current;
        this.next = advance();
    }

    private Optional<T> advance() {
        return cursor.hasNext() && cursor.next().compareTo(bound) < 0 ? Optional.of(current.get()) : Optional.empty();
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public T next() {
        T result = next.orElseThrow(NoSuchElementException::new);
        next = advance();
        return result;
    }
}

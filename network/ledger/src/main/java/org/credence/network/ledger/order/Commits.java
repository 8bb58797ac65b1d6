package org.credence.network.ledger.order;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.credence.network.ledger.store.LedgerStore;
import org.credence.network.ledger.store.TransactionPlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wakes those who wait for a block or for a transaction. Safe for many threads. */
public final class Commits {
    private static final Logger log = LoggerFactory.getLogger(Commits.class);

    private final LedgerStore store;
    private final Set<CommitListener> listeners = new HashSet<>();
    private final Map<String, List<PlaceListener>> waiting = new HashMap<>();
    private Optional<LedgerStoppedException> stopped = Optional.empty();

    Commits(LedgerStore store) {
        this.store = store;
    }

    /** Told what became of a transaction, once. Must be quick. */
    public interface PlaceListener {
        void onCommit(TransactionPlace place);

        /** The ledger stopped before the transaction was seen in a block. */
        void onStop(LedgerStoppedException reason);
    }

    /** Tells the listener of each block from now on, until {@link #unfollow}. */
    public void follow(CommitListener listener) {
        Optional<LedgerStoppedException> end;
        synchronized (this) {
            listeners.add(listener);
            end = stopped;
        }
        end.ifPresent(listener::onStop);
    }

    public synchronized void unfollow(CommitListener listener) {
        listeners.remove(listener);
    }

    /** Tells the listener when the transaction is in a block, at once if it is already. */
    public void await(String transactionId, PlaceListener listener) {
        Optional<TransactionPlace> place;
        Optional<LedgerStoppedException> end;
        synchronized (this) {
            place = store.transaction(transactionId);
            end = stopped;
            if (place.isEmpty() && end.isEmpty()) {
                waiting.computeIfAbsent(transactionId, id -> new ArrayList<>(1)).add(listener);
                return;
            }
        }
        place.ifPresentOrElse(listener::onCommit, () -> listener.onStop(end.orElseThrow()));
    }

    /** Forgets a listener that need not be told any more. */
    public synchronized void forget(String transactionId, PlaceListener listener) {
        List<PlaceListener> others = waiting.get(transactionId);
        if (others != null && others.remove(listener) && others.isEmpty()) {
            waiting.remove(transactionId);
        }
    }

    /** A block with these transactions was committed. */
    void committed(Collection<String> transactionIds) {
        List<CommitListener> toTell;
        Map<PlaceListener, TransactionPlace> placed = new HashMap<>();
        synchronized (this) {
            toTell = List.copyOf(listeners);
            for (String id : transactionIds) {
                for (PlaceListener listener :
                        Optional.ofNullable(waiting.remove(id)).orElse(List.of())) {
                    placed.put(listener, store.transaction(id).orElseThrow());
                }
            }
        }
        placed.forEach((listener, place) -> tell(() -> listener.onCommit(place)));
        toTell.forEach(listener -> tell(listener::onCommit));
    }

    /** No block will follow. */
    void stopped(LedgerStoppedException reason) {
        List<CommitListener> toTell;
        List<PlaceListener> unplaced = new ArrayList<>();
        synchronized (this) {
            stopped = Optional.of(reason);
            toTell = List.copyOf(listeners);
            waiting.values().forEach(unplaced::addAll);
            waiting.clear();
        }
        unplaced.forEach(listener -> tell(() -> listener.onStop(reason)));
        toTell.forEach(listener -> tell(() -> listener.onStop(reason)));
    }

    /* Whoever cannot be told must not keep others from being told, nor the ledger from going on. */
    private static void tell(Runnable message) {
        try {
            message.run();
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("a listener could not be told of a commit");
        }
    }
}

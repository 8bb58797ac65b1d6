package org.credence.network.ledger.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.credence.network.ledger.config.ChannelConfig;
import org.credence.network.ledger.config.ConfigCodec;
import org.credence.network.ledger.message.PrivateSet;
import org.credence.network.ledger.validate.CheckedTransaction;

/** What waits to be put into blocks, first in, first out. Bounded by number and bytes. Safe for many threads. */
final class PendingQueue {
    private static final int MAX_WAITING = 20_000;
    private static final long MAX_WAITING_BYTES = 64L << 20;

    /** What waits. */
    sealed interface Pending {}

    /** A transaction, judged under a configuration, with the private data that it names by their hashes. */
    record Transaction(CheckedTransaction checked, ChannelConfig under, List<PrivateSet> privateSets)
            implements Pending {
        Transaction {
            privateSets = List.copyOf(privateSets);
        }
    }

    /** A change of the configuration; {@code done} gets the number of its block. */
    record Change(UnaryOperator<ChannelConfig> change, CompletableFuture<Long> done) implements Pending {}

    private final Deque<Pending> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    /**
     * Adds at the end.
     *
     * @return false when the queue was closed
     * @throws LedgerBusyException when it is full
     */
    synchronized boolean add(Pending pending) {
        if (closed) {
            return false;
        }
        long size = size(pending);
        if (waiting.size() >= MAX_WAITING || (bytes + size > MAX_WAITING_BYTES && !waiting.isEmpty())) {
            throw new LedgerBusyException(waiting.size());
        }
        bytes += size;
        waiting.addLast(pending);
        notifyAll();
        return true;
    }

    /**
     * Waits for the next block's content: one change, or as many transactions as wait and fit into a block. Empty when the
     * queue was closed and nothing is left.
     */
    synchronized List<Pending> take() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        List<Pending> batch = new ArrayList<>();
        long batchBytes = 0;
        while (!waiting.isEmpty() && batch.size() < ConfigCodec.MAX_MESSAGES) {
            Pending next = waiting.getFirst();
            boolean alone = next instanceof Change;
            if (!batch.isEmpty() && (alone || batchBytes + size(next) > ConfigCodec.MAX_BYTES)) {
                break;
            }
            waiting.removeFirst();
            bytes -= size(next);
            batchBytes += size(next);
            batch.add(next);
            if (alone) {
                break;
            }
        }
        return batch;
    }

    /** Takes no more; what waits can still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Takes out the changes that nobody will commit, and drops the transactions. */
    synchronized List<Change> drainChanges() {
        List<Change> changes = new ArrayList<>();
        for (Pending pending : waiting) {
            if (pending instanceof Change change) {
                changes.add(change);
            }
        }
        waiting.clear();
        bytes = 0;
        return changes;
    }

    private static long size(Pending pending) {
        return pending instanceof Transaction transaction
                ? transaction.checked().bytes().size()
                        + transaction.privateSets().stream()
                                .mapToLong(set -> set.bytes().size())
                                .sum()
                : 0;
    }
}

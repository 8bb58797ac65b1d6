package org.credence.network.ledger.endorse;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.credence.network.ledger.message.EndorsedTransaction;
import org.credence.network.ledger.message.PrivateSet;
import org.credence.network.ledger.message.ReadWriteSet;

/**
 * The private data of transactions that were endorsed and are not submitted yet: Fabric's transient store, in memory. When
 * there is too much, the oldest go first; a transaction whose data are gone has to be endorsed again. Safe for many threads.
 */
public final class EndorsedPrivateData {
    private static final long MAX_BYTES = 64L << 20;

    private final long maxBytes;
    private final Map<Key, PrivateSet> sets = new LinkedHashMap<>();
    private long bytes;

    /* A transaction endorsed twice may have come to different results, so the hash is part of it. */
    private record Key(String transactionId, String contract, String collection, ByteString hash) {}

    public EndorsedPrivateData() {
        this(MAX_BYTES);
    }

    EndorsedPrivateData(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Keeps what a transaction wrote in clear. */
    synchronized void add(String transactionId, List<PrivateSet> written) {
        for (PrivateSet set : written) {
            Key key = new Key(transactionId, set.contract(), set.collection(), set.hash());
            if (sets.put(key, set) == null) {
                bytes += set.bytes().size();
            }
        }
        while (bytes > maxBytes) {
            remove(sets.keySet().iterator().next());
        }
    }

    private void remove(Key key) {
        Optional.ofNullable(sets.remove(key))
                .ifPresent(set -> bytes -= set.bytes().size());
    }

    /** The private data that a transaction names by their hashes; empty when some of them are not here. */
    public synchronized Optional<List<PrivateSet>> of(EndorsedTransaction transaction) {
        List<PrivateSet> found = new ArrayList<>();
        for (Key key : keys(transaction)) {
            Optional<PrivateSet> set = Optional.ofNullable(sets.get(key));
            if (set.isEmpty()) {
                return Optional.empty();
            }
            found.add(set.get());
        }
        return Optional.of(found);
    }

    /** Forgets a transaction's data, because they are committed. */
    public synchronized void forget(EndorsedTransaction transaction) {
        keys(transaction).forEach(this::remove);
    }

    private static List<Key> keys(EndorsedTransaction transaction) {
        List<Key> keys = new ArrayList<>();
        for (ReadWriteSet.Namespace namespace :
                transaction.result().readWriteSet().namespaces()) {
            for (ReadWriteSet.HashedCollection collection : namespace.collections()) {
                collection
                        .cleartextHash()
                        .ifPresent(hash -> keys.add(new Key(
                                transaction.header().transactionId(), namespace.name(), collection.name(), hash)));
            }
        }
        return keys;
    }
}

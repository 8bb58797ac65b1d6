package org.credence.network.ledger.store;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.credence.network.ledger.message.PrivateData;
import org.credence.network.ledger.message.PrivateSet;
import org.credence.network.ledger.message.ReadWriteSet;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.Version;

/**
 * The removal of a private key's cleartext.
 *
 * @param key the hashed key
 * @param upTo the transaction that purges; what it and earlier ones wrote goes, the key's name with it
 */
record Purge(StateKey key, Version upTo) {
    static Purge of(StateKey key, Version upTo) {
        return new Purge(key, upTo);
    }

    /** What is left of a block's data. */
    PrivateData apply(long block, PrivateData data) {
        NavigableMap<Long, List<PrivateSet>> left = new TreeMap<>();
        data.byTransaction().forEach((transaction, sets) -> {
            boolean covered = new Version(block, transaction).compareTo(upTo) <= 0;
            left.put(transaction, covered ? without(sets) : sets);
        });
        return new PrivateData(left);
    }

    private List<PrivateSet> without(List<PrivateSet> sets) {
        List<PrivateSet> left = new ArrayList<>();
        for (PrivateSet set : sets) {
            List<ReadWriteSet.Write> writes = set.writes();
            NavigableMap<StateKey, Optional<ByteString>> kept = new TreeMap<>();
            for (ReadWriteSet.Write write : writes) {
                if (!names(set, write)) {
                    kept.put(StateKey.of(set.contract(), write.key()), write.value());
                }
            }
            if (kept.size() == writes.size()) {
                left.add(set);
            } else if (!kept.isEmpty()) {
                left.add(PrivateSet.of(set.contract(), set.collection(), kept));
            }
        }
        return left;
    }

    /** Whether the data have the key. */
    boolean isNamedIn(PrivateData data) {
        return data.byTransaction().values().stream()
                .flatMap(List::stream)
                .anyMatch(set -> set.writes().stream().anyMatch(write -> names(set, write)));
    }

    private boolean names(PrivateSet set, ReadWriteSet.Write write) {
        return key.equals(StateKey.ofPrivate(set.contract(), set.collection(), write.key()));
    }
}

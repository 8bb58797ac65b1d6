package org.credence.network.ledger.validate;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.credence.network.ledger.message.ReadWriteSet;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.StateUpdates;
import org.credence.network.ledger.message.Version;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Multi-version concurrency control: what a transaction read must still be so, after the valid transactions before it in the
 * block.
 */
final class ConflictCheck {
    private final VersionedState committed;
    private final StateUpdates updates;

    ConflictCheck(VersionedState committed, StateUpdates updates) {
        this.committed = committed;
        this.updates = updates;
    }

    /** {@code VALID}, {@code MVCC_READ_CONFLICT} for a key, or {@code PHANTOM_READ_CONFLICT} for a range. */
    TxValidationCode check(ReadWriteSet set) {
        for (ReadWriteSet.Namespace namespace : set.namespaces()) {
            for (ReadWriteSet.Read read : namespace.reads()) {
                if (!holds(StateKey.of(namespace.name(), read.key()), read.version())) {
                    return TxValidationCode.MVCC_READ_CONFLICT;
                }
            }
            for (ReadWriteSet.RangeRead range : namespace.ranges()) {
                if (!holds(namespace.name(), range)) {
                    return TxValidationCode.PHANTOM_READ_CONFLICT;
                }
            }
            if (!namespace.collections().stream().allMatch(collection -> holds(namespace.name(), collection))) {
                return TxValidationCode.MVCC_READ_CONFLICT;
            }
        }
        return TxValidationCode.VALID;
    }

    private boolean holds(StateKey key, Optional<Version> version) {
        return !updates.byKey().containsKey(key) && committed.version(key).equals(version);
    }

    private boolean holds(String namespace, ReadWriteSet.HashedCollection collection) {
        return collection.reads().stream()
                .allMatch(read -> holds(StateKey.ofHash(namespace, collection.name(), read.keyHash()), read.version()));
    }

    private boolean holds(String namespace, ReadWriteSet.RangeRead range) {
        StateKey from = StateKey.of(namespace, range.start());
        StateKey to = end(namespace, range);
        if (from.compareTo(to) >= 0) {
            return range.found().isEmpty();
        }
        return !isChangedInBlock(from, to) && isAsFound(namespace, range, committed.versions(from, to));
    }

    /* A range that was not read to its end claims nothing beyond the last key read, but that key is part of it. */
    private static StateKey end(String namespace, ReadWriteSet.RangeRead range) {
        if (range.end().isEmpty()) {
            return StateKey.afterAll(namespace);
        }
        StateKey end = StateKey.of(namespace, range.end());
        return range.exhausted() ? end : end.next();
    }

    private boolean isChangedInBlock(StateKey from, StateKey to) {
        for (Map.Entry<StateKey, StateUpdates.Update> update :
                updates.byKey().subMap(from, to).entrySet()) {
            boolean appears = update.getValue().value().isPresent();
            if (appears || committed.version(update.getKey()).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAsFound(
            String namespace, ReadWriteSet.RangeRead range, Iterator<Map.Entry<StateKey, Version>> now) {
        for (ReadWriteSet.Read found : range.found()) {
            if (!now.hasNext()) {
                return false;
            }
            Map.Entry<StateKey, Version> entry = now.next();
            if (!entry.getKey().equals(StateKey.of(namespace, found.key()))
                    || !found.version().equals(Optional.of(entry.getValue()))) {
                return false;
            }
        }
        return !now.hasNext();
    }
}

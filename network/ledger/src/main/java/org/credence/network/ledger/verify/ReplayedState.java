package org.credence.network.ledger.verify;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.credence.network.ledger.collection.CollectionRegistry;
import org.credence.network.ledger.collection.Expiry;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.StateUpdates;
import org.credence.network.ledger.message.Version;
import org.credence.network.ledger.validate.VersionedState;

/** What the blocks so far lead to, as far as validation needs it: versions of keys, transaction ids, contracts. */
final class ReplayedState implements VersionedState {
    private final NavigableMap<StateKey, Version> versions = new TreeMap<>();
    private final Set<String> ids = new HashSet<>();
    private CollectionRegistry collections = CollectionRegistry.EMPTY;
    private ContractDefinitions definitions = ContractDefinitions.NONE;

    /** Applies what a block's valid transactions write, and what expires with the block. */
    void apply(long block, StateUpdates updates) {
        Expiry.keys(collections, block, this, updates).forEach(versions::remove);
        collections = collections.after(updates);
        definitions = definitions.after(updates);
        updates.byKey().forEach((key, update) -> {
            if (update.value().isPresent()) {
                versions.put(key, update.version());
            } else {
                versions.remove(key);
            }
        });
    }

    /** The contracts that are defined on the channel; none on the embedded ledger, which is told them. */
    ContractDefinitions definitions() {
        return definitions;
    }

    void addIds(Set<String> transactionIds) {
        ids.addAll(transactionIds);
    }

    boolean contains(String transactionId) {
        return ids.contains(transactionId);
    }

    @Override
    public Optional<Version> version(StateKey key) {
        return Optional.ofNullable(versions.get(key));
    }

    @Override
    public Iterator<Map.Entry<StateKey, Version>> versions(StateKey from, StateKey to) {
        return versions.subMap(from, to).entrySet().iterator();
    }
}

package org.credence.network.ledger.collection;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.StateUpdates;
import org.credence.network.ledger.message.Version;
import org.credence.network.ledger.validate.VersionedState;

/**
 * When private values end. A value of block {@code b} in a collection with {@code blockToLive} {@code n} is there until block
 * {@code b + n}, and gone from the state that block {@code b + n + 1} leads to: as Fabric's purge manager has it, expiry is
 * no write of any transaction and no part of the commit hash.
 */
public final class Expiry {
    private Expiry() {}

    /**
     * The hashed keys that are gone after a block, unless a transaction of the block writes them.
     *
     * @param before the state before the block
     * @param updates of the block
     */
    public static List<StateKey> keys(
            CollectionRegistry collections, long block, VersionedState before, StateUpdates updates) {
        List<StateKey> expired = new ArrayList<>();
        for (Part part : parts(collections, block)) {
            String namespace = StateKey.hashedNamespace(part.contract(), part.collection());
            Iterator<Map.Entry<StateKey, Version>> all =
                    before.versions(StateKey.of(namespace, ""), StateKey.afterAll(namespace));
            while (all.hasNext()) {
                Map.Entry<StateKey, Version> entry = all.next();
                if (entry.getValue().block() == part.block() && !updates.byKey().containsKey(entry.getKey())) {
                    expired.add(entry.getKey());
                }
            }
        }
        return expired;
    }

    /**
     * What a collection got in one block.
     *
     * @param block in which it was written
     */
    public record Part(String contract, String collection, long block) {}

    /** What is gone with block {@code block}. */
    public static List<Part> parts(CollectionRegistry collections, long block) {
        List<Part> parts = new ArrayList<>();
        for (CollectionRegistry.Expiring expiring : collections.expiring()) {
            long written = block - expiring.definition().blockToLive() - 1;
            if (written >= 0) {
                parts.add(new Part(expiring.contract(), expiring.definition().name(), written));
            }
        }
        return parts;
    }

    /** Whether a collection's values of block {@code written} are gone after block {@code last}. */
    public static boolean isOver(
            CollectionRegistry collections, String contract, String collection, long written, long last) {
        return collections
                .find(contract, collection)
                .filter(CollectionDefinition::expires)
                .filter(definition -> last - written > definition.blockToLive())
                .isPresent();
    }
}

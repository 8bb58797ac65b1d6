package org.credence.network.ledger.collection;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.StateUpdates;

/**
 * The collections of all contracts, as the chain defines them after one block: contract {@value #LIFECYCLE} has them under
 * {@code namespaces/fields/CONTRACT/Collections}. Immutable.
 */
public final class CollectionRegistry {
    /** The contract under whose name definitions are written. */
    public static final String LIFECYCLE = "_lifecycle";

    /** There are none. */
    public static final CollectionRegistry EMPTY = new CollectionRegistry(new TreeMap<>());

    private static final String PREFIX = "namespaces/fields/";
    private static final String SUFFIX = "/Collections";

    private final NavigableMap<String, List<CollectionDefinition>> byContract;

    private CollectionRegistry(NavigableMap<String, List<CollectionDefinition>> byContract) {
        this.byContract = byContract;
    }

    /**
     * These definitions.
     *
     * @param byContract each contract's collections
     * @throws IllegalArgumentException when a contract has two collections of one name
     */
    public static CollectionRegistry of(Map<String, List<CollectionDefinition>> byContract) {
        NavigableMap<String, List<CollectionDefinition>> ordered = new TreeMap<>();
        byContract.forEach((contract, definitions) -> {
            requireDistinct(contract, definitions);
            if (!definitions.isEmpty()) {
                ordered.put(
                        contract,
                        definitions.stream()
                                .sorted(Comparator.comparing(CollectionDefinition::name))
                                .toList());
            }
        });
        return new CollectionRegistry(ordered);
    }

    private static void requireDistinct(String contract, List<CollectionDefinition> definitions) {
        Set<String> names = new HashSet<>();
        for (CollectionDefinition definition : definitions) {
            if (!names.add(definition.name())) {
                throw new IllegalArgumentException(
                        "contract " + contract + " has two collections named " + definition.name());
            }
        }
    }

    /** The definitions after these updates; this registry when they change none. */
    public CollectionRegistry after(StateUpdates updates) {
        NavigableMap<String, List<CollectionDefinition>> next = new TreeMap<>(byContract);
        boolean changed = false;
        for (Map.Entry<StateKey, StateUpdates.Update> update : updates.byKey()
                .subMap(StateKey.of(LIFECYCLE, ""), StateKey.afterAll(LIFECYCLE))
                .entrySet()) {
            Optional<String> contract = contract(update.getKey());
            if (contract.isPresent() && update.getValue().value().isPresent()) {
                next.put(
                        contract.get(),
                        CollectionCodec.decode(update.getValue().value().get()));
                changed = true;
            }
        }
        return changed ? new CollectionRegistry(next) : this;
    }

    private static Optional<String> contract(StateKey key) {
        String name = key.key();
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX)
                ? Optional.of(name.substring(PREFIX.length(), name.length() - SUFFIX.length()))
                : Optional.empty();
    }

    /**
     * What has to be written under {@value #LIFECYCLE} so that these definitions follow on {@code inForce}: values by key.
     *
     * @throws IllegalArgumentException when a collection is missing, or its {@code blockToLive} changed, which would leave
     *     values behind that nobody can read or that were to expire
     */
    public NavigableMap<String, ByteString> changesFrom(CollectionRegistry inForce) {
        inForce.byContract.forEach(this::requireContinued);
        NavigableMap<String, ByteString> changes = new TreeMap<>();
        byContract.forEach((contract, definitions) -> {
            if (!definitions.equals(inForce.byContract.get(contract))) {
                changes.put(PREFIX + contract + SUFFIX, CollectionCodec.encode(definitions));
            }
        });
        return changes;
    }

    private void requireContinued(String contract, List<CollectionDefinition> before) {
        for (CollectionDefinition definition : before) {
            CollectionDefinition now = find(contract, definition.name())
                    .orElseThrow(() -> new IllegalArgumentException("collection " + definition.name() + " of contract "
                            + contract + " is on the ledger and cannot be left out"));
            if (now.blockToLive() != definition.blockToLive()) {
                throw new IllegalArgumentException(
                        "the blockToLive of collection " + definition.name() + " of contract "
                                + contract + " is " + definition.blockToLive() + " on the ledger and cannot become "
                                + now.blockToLive());
            }
        }
    }

    /** A contract's collection by name. */
    public Optional<CollectionDefinition> find(String contract, String collection) {
        return byContract.getOrDefault(contract, List.of()).stream()
                .filter(definition -> definition.name().equals(collection))
                .findFirst();
    }

    /**
     * What an organization may do with a contract's collection; empty when the contract has no such collection.
     *
     * @param mspId the organization
     * @param organizations MSP ids of the organizations on the channel: each has a collection of its own
     */
    public Optional<CollectionAccess> access(
            String contract, String collection, String mspId, Set<String> organizations) {
        boolean implicit = organizations.stream().anyMatch(it -> collection.equals(CollectionAccess.implicitName(it)));
        return implicit
                ? Optional.of(CollectionAccess.implicit(collection, mspId))
                : find(contract, collection).map(definition -> CollectionAccess.of(definition, mspId));
    }

    /** The collections whose values expire. */
    List<Expiring> expiring() {
        List<Expiring> expiring = new ArrayList<>();
        byContract.forEach((contract, definitions) -> definitions.stream()
                .filter(CollectionDefinition::expires)
                .forEach(definition -> expiring.add(new Expiring(contract, definition))));
        return expiring;
    }

    /** A collection whose values expire. */
    record Expiring(String contract, CollectionDefinition definition) {}
}

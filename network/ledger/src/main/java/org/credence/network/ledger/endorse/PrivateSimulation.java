package org.credence.network.ledger.endorse;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.credence.network.ledger.collection.CollectionAccess;
import org.credence.network.ledger.collection.CollectionRegistry;
import org.credence.network.ledger.message.Hashes;
import org.credence.network.ledger.message.PrivateSet;
import org.credence.network.ledger.message.ReadWriteSet;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.Version;
import org.credence.network.ledger.store.LedgerDamagedException;
import org.credence.network.ledger.store.PrivateStore;
import org.credence.network.ledger.store.StateSnapshot;
import org.credence.network.ledger.store.StateValue;
import org.hyperledger.fabric.shim.ledger.KeyValue;

/**
 * A transaction's private data: reads come from the committed state and are recorded as hashes of keys with their versions,
 * writes are kept aside, their cleartext for the store and their hashes for the transaction. What is refused is as a peer of
 * the caller's own organization refuses it; such a peer has the data when the organization is a member. For one thread.
 */
final class PrivateSimulation {
    private final StateSnapshot committed;
    private final PrivateStore cleartext;
    private final Caller caller;
    private final WriteGuard guard;
    private final NavigableMap<String, NavigableMap<String, Accesses>> byContract = new TreeMap<>();

    /**
     * Who calls, and what collections there are.
     *
     * @param mspId the organization whose client sent the proposal
     * @param organizations MSP ids of the channel's organizations
     */
    record Caller(
            String transactionId,
            String channel,
            String mspId,
            Set<String> organizations,
            CollectionRegistry collections) {
        Caller {
            organizations = Set.copyOf(organizations);
        }
    }

    private static final class Accesses {
        private final NavigableMap<StateKey, ReadWriteSet.HashedRead> reads = new TreeMap<>();
        private final NavigableMap<StateKey, Optional<ByteString>> writes = new TreeMap<>();
        private final NavigableMap<StateKey, ReadWriteSet.HashedWrite> hashedWrites = new TreeMap<>();
    }

    PrivateSimulation(StateSnapshot committed, PrivateStore cleartext, Caller caller, WriteGuard guard) {
        this.committed = committed;
        this.cleartext = cleartext;
        this.caller = caller;
        this.guard = guard;
    }

    /**
     * The committed value of a private key; empty when there is none.
     *
     * @throws UnsuccessfulCallException when the caller may not read, or there is a value and its cleartext is not here
     */
    Optional<ByteString> read(String contract, String collection, String key) {
        CollectionAccess access = requireReader(contract, collection);
        Optional<StateValue> hash = committed.get(StateKey.ofPrivate(contract, collection, key));
        Optional<ByteString> value =
                hash.flatMap(it -> access.member() ? value(contract, collection, key, it) : Optional.empty());
        if (hash.isPresent() && value.isEmpty()) {
            Version version = hash.get().version();
            throw refused(
                    "private data matching public hash version is not available. Public hash version = {BlockNum: "
                            + version.block() + ", TxNum: " + version.transaction()
                            + "}, Private data version = <nil>");
        }
        record(contract, collection, key, hash);
        return value;
    }

    private Optional<ByteString> value(String contract, String collection, String key, StateValue hash) {
        try {
            Optional<ByteString> value = cleartext.value(contract, collection, key, hash.version());
            if (value.isPresent() && !Hashes.sha256(value.get()).equals(hash.value())) {
                throw new LedgerDamagedException("the private value of " + key + " in collection " + collection
                        + " of contract " + contract
                        + " does not have the hash in the state; restore private data of block "
                        + hash.version().block());
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The SHA-256 of a private value, which everybody may read; empty when there is none. */
    Optional<ByteString> readHash(String contract, String collection, String key) {
        access(contract, collection);
        Optional<StateValue> hash = committed.get(StateKey.ofPrivate(contract, collection, key));
        record(contract, collection, key, hash);
        return hash.map(StateValue::value);
    }

    private void record(String contract, String collection, String key, Optional<StateValue> hash) {
        accesses(contract, collection)
                .reads
                .put(
                        StateKey.of(contract, key),
                        new ReadWriteSet.HashedRead(keyHash(key), hash.map(StateValue::version)));
    }

    /**
     * Sets a private key's value, or deletes it.
     *
     * @throws UnsuccessfulCallException when the caller may not write, or the transaction may not any more
     */
    void write(String contract, String collection, String key, Optional<ByteString> value) {
        write(contract, collection, key, value, false);
    }

    /** Deletes a private key and everything that was ever its value. */
    void purge(String contract, String collection, String key) {
        write(contract, collection, key, Optional.empty(), true);
    }

    private void write(String contract, String collection, String key, Optional<ByteString> value, boolean purge) {
        if (!access(contract, collection).mayWrite()) {
            throw refused("tx creator does not have write access permission on privatedata in chaincodeName:" + contract
                    + " collectionName: " + collection);
        }
        guard.write();
        StateKey stateKey = StateKey.of(contract, key);
        Accesses accesses = accesses(contract, collection);
        accesses.writes.put(stateKey, value);
        accesses.hashedWrites.put(
                stateKey, new ReadWriteSet.HashedWrite(keyHash(key), value.map(Hashes::sha256), purge));
    }

    /**
     * Private keys of a range with their values, in the order of the keys' UTF-8 bytes; values that are not here are left
     * out. Not recorded as read, and the transaction may not write any more.
     *
     * @throws UnsuccessfulCallException when the caller may not read, or the transaction has written
     */
    List<KeyValue> range(String contract, String collection, KeyRange range) {
        CollectionAccess access = requireReader(contract, collection);
        guard.queryPrivateData();
        List<KeyValue> found = new ArrayList<>();
        if (access.member()) {
            for (String key : cleartext.keys(contract, collection, range.start(), range.end())) {
                committed
                        .get(StateKey.ofPrivate(contract, collection, key))
                        .flatMap(hash -> value(contract, collection, key, hash))
                        .ifPresent(value -> found.add(new StateEntry(key, value)));
            }
        }
        return found;
    }

    private CollectionAccess requireReader(String contract, String collection) {
        CollectionAccess access = access(contract, collection);
        if (!access.mayRead()) {
            throw refused("tx creator does not have read access permission on privatedata in chaincodeName:" + contract
                    + " collectionName: " + collection);
        }
        return access;
    }

    private CollectionAccess access(String contract, String collection) {
        return caller.collections()
                .access(contract, collection, caller.mspId(), caller.organizations())
                .orElseThrow(() -> refused(
                        "collection " + caller.channel() + "/" + contract + "/" + collection + " could not be found"));
    }

    /** What everybody may see of a contract's collections. */
    List<ReadWriteSet.HashedCollection> hashedCollections(String contract) {
        List<ReadWriteSet.HashedCollection> collections = new ArrayList<>();
        byContract.getOrDefault(contract, new TreeMap<>()).forEach((name, accesses) -> {
            Optional<ByteString> hash = accesses.writes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(PrivateSet.of(contract, name, accesses.writes).hash());
            collections.add(new ReadWriteSet.HashedCollection(
                    name, List.copyOf(accesses.reads.values()), List.copyOf(accesses.hashedWrites.values()), hash));
        });
        return collections;
    }

    /** What was written, in clear. */
    List<PrivateSet> privateSets() {
        List<PrivateSet> sets = new ArrayList<>();
        for (Map.Entry<String, NavigableMap<String, Accesses>> contract : byContract.entrySet()) {
            contract.getValue().forEach((collection, accesses) -> {
                if (!accesses.writes.isEmpty()) {
                    sets.add(PrivateSet.of(contract.getKey(), collection, accesses.writes));
                }
            });
        }
        return sets;
    }

    /** The contracts whose collections were used. */
    Set<String> contracts() {
        return byContract.keySet();
    }

    private Accesses accesses(String contract, String collection) {
        return byContract
                .computeIfAbsent(contract, name -> new TreeMap<>())
                .computeIfAbsent(collection, name -> new Accesses());
    }

    private static ByteString keyHash(String key) {
        return Hashes.sha256(ByteString.copyFromUtf8(key));
    }

    private UnsuccessfulCallException refused(String reason) {
        return new UnsuccessfulCallException(caller.transactionId(), reason);
    }
}

package org.credence.network.ledger.store;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.credence.network.ledger.collection.CollectionRegistry;
import org.credence.network.ledger.collection.Expiry;
import org.credence.network.ledger.message.PrivateData;
import org.credence.network.ledger.message.PrivateSet;
import org.credence.network.ledger.message.ReadWriteSet;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.Version;

/**
 * The cleartext of private data, which cannot be made again from the blocks: for each block that has some, one file. The keys
 * that there are, not their values, are also kept in memory. One writer; reads from any thread.
 *
 * <p>A block's file is on the disk before the block is. What is to go (purged, expired, of a block that never came about)
 * goes after the block that says so is on the disk, and is looked for again when the folder is opened.
 */
public final class PrivateStore {
    private final PrivateFiles files;
    /* Of each private key, under the name that a contract has for it: the blocks that hold cleartext of it. */
    private final ConcurrentNavigableMap<StateKey, NavigableSet<Long>> blocksByKey = new ConcurrentSkipListMap<>();
    /* The private key behind a hashed one. */
    private final ConcurrentNavigableMap<StateKey, StateKey> keysByHash = new ConcurrentSkipListMap<>();

    private PrivateStore(PrivateFiles files) {
        this.files = files;
    }

    /**
     * What the chain says about the data.
     *
     * @param height number of blocks
     * @param purges of all blocks: for each hashed key the last
     * @param collections after the last block
     */
    record Chain(long height, Map<StateKey, Version> purges, CollectionRegistry collections) {}

    /**
     * Opens the folder and removes what the chain says is gone.
     *
     * @throws LedgerDamagedException when a file in it is none of this store's
     * @throws IOException when it cannot be read or written
     */
    static PrivateStore open(Path folder, Chain chain) throws IOException {
        PrivateStore store = new PrivateStore(PrivateFiles.open(folder));
        for (long block : store.files.blocks()) {
            if (block >= chain.height()) {
                store.files.write(block, PrivateData.NONE);
            } else {
                store.reopen(block, chain);
            }
        }
        return store;
    }

    private void reopen(long block, Chain chain) throws IOException {
        PrivateData found = files.read(block);
        PrivateData kept = found.only(set ->
                !Expiry.isOver(chain.collections(), set.contract(), set.collection(), block, chain.height() - 1));
        for (Map.Entry<StateKey, Version> purge : chain.purges().entrySet()) {
            kept = Purge.of(purge.getKey(), purge.getValue()).apply(block, kept);
        }
        if (!kept.equals(found)) {
            files.write(block, kept);
        }
        index(block, kept);
    }

    /**
     * Keeps the private data of the block that is about to be appended; on the disk when this returns.
     *
     * @throws IOException when it could not be written
     */
    void write(long block, PrivateData data) throws IOException {
        if (!data.isEmpty()) {
            files.write(block, data);
            index(block, data);
        }
    }

    private void index(long block, PrivateData data) {
        for (List<PrivateSet> sets : data.byTransaction().values()) {
            for (PrivateSet set : sets) {
                for (ReadWriteSet.Write write : set.writes()) {
                    StateKey key = clear(set.contract(), set.collection(), write.key());
                    keysByHash.put(StateKey.ofPrivate(set.contract(), set.collection(), write.key()), key);
                    blocksByKey
                            .computeIfAbsent(key, it -> new ConcurrentSkipListSet<>())
                            .add(block);
                }
            }
        }
    }

    /** Removes all cleartext of a key that is not newer than the purge. */
    void purge(StateKey hashedKey, Version upTo) throws IOException {
        Optional<StateKey> key = Optional.ofNullable(keysByHash.get(hashedKey));
        if (key.isEmpty()) {
            return;
        }
        NavigableSet<Long> blocks = blocksByKey.getOrDefault(key.get(), new ConcurrentSkipListSet<>());
        Purge purge = Purge.of(hashedKey, upTo);
        for (long block : List.copyOf(blocks.headSet(upTo.block(), true))) {
            PrivateData kept = purge.apply(block, files.read(block));
            files.write(block, kept);
            if (!purge.isNamedIn(kept)) {
                blocks.remove(block);
            }
        }
        if (blocks.isEmpty()) {
            forget(key.get(), hashedKey);
        }
    }

    /** Removes what a collection got in one block. */
    void expire(Expiry.Part part) throws IOException {
        PrivateData found = files.read(part.block());
        PrivateData kept = found.only(set -> !isOf(set, part));
        if (kept.equals(found)) {
            return;
        }
        files.write(part.block(), kept);
        found.only(set -> isOf(set, part))
                .byTransaction()
                .values()
                .forEach(sets -> sets.forEach(
                        set -> set.writes().forEach(write -> forgetBlock(set, write.key(), part.block()))));
    }

    private static boolean isOf(PrivateSet set, Expiry.Part part) {
        return set.contract().equals(part.contract()) && set.collection().equals(part.collection());
    }

    private void forgetBlock(PrivateSet set, String key, long block) {
        StateKey clear = clear(set.contract(), set.collection(), key);
        NavigableSet<Long> blocks = blocksByKey.getOrDefault(clear, new ConcurrentSkipListSet<>());
        blocks.remove(block);
        if (blocks.isEmpty()) {
            forget(clear, StateKey.ofPrivate(set.contract(), set.collection(), key));
        }
    }

    private void forget(StateKey key, StateKey hashedKey) {
        blocksByKey.remove(key);
        keysByHash.remove(hashedKey);
    }

    /**
     * The value that the transaction at {@code version} gave to a key; empty when it is not kept here.
     *
     * @throws LedgerDamagedException when the file cannot be read as private data
     */
    public Optional<ByteString> value(String contract, String collection, String key, Version version)
            throws IOException {
        return files.read(version.block()).byTransaction().getOrDefault(version.transaction(), List.of()).stream()
                .filter(set ->
                        set.contract().equals(contract) && set.collection().equals(collection))
                .flatMap(set -> set.writes().stream())
                .filter(write -> write.key().equals(key))
                .flatMap(write -> write.value().stream())
                .findFirst();
    }

    /**
     * Keys of a collection of which there is or was a value, in the order of their UTF-8 bytes.
     *
     * @param end exclusive; empty for no bound
     */
    public List<String> keys(String contract, String collection, String start, String end) {
        StateKey from = clear(contract, collection, start);
        StateKey to = end.isEmpty()
                ? StateKey.afterAll(clearNamespace(contract, collection))
                : clear(contract, collection, end);
        return from.compareTo(to) >= 0
                ? List.of()
                : blocksByKey.subMap(from, to).keySet().stream()
                        .map(StateKey::key)
                        .toList();
    }

    /** What is kept of a block's private data. */
    public PrivateData block(long number) throws IOException {
        return files.read(number);
    }

    private static StateKey clear(String contract, String collection, String key) {
        return StateKey.of(clearNamespace(contract, collection), key);
    }

    private static String clearNamespace(String contract, String collection) {
        return contract + "$$p" + collection;
    }
}

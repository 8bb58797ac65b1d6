package org.credence.network.ledger.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What the valid transactions of one block do to the state: for each key, the last write and which transaction made it. */
public final class StateUpdates {
    /**
     * A key's new value.
     *
     * @param value of a hashed key, the hash of the private value; empty when the key is deleted
     */
    public record Update(Version version, Optional<ByteString> value) {}

    private final NavigableMap<StateKey, Update> updates = new TreeMap<>();
    private final NavigableMap<StateKey, Version> purges = new TreeMap<>();

    /** Adds what a valid transaction writes. */
    public void add(ReadWriteSet set, Version version) {
        for (ReadWriteSet.Namespace namespace : set.namespaces()) {
            for (ReadWriteSet.Write write : namespace.writes()) {
                put(StateKey.of(namespace.name(), write.key()), version, write.value());
            }
            for (ReadWriteSet.HashedCollection collection : namespace.collections()) {
                collection.writes().forEach(write -> add(namespace.name(), collection.name(), write, version));
            }
        }
    }

    /** Adds one key's new value; empty when it is deleted. */
    public void put(StateKey key, Version version, Optional<ByteString> value) {
        updates.put(key, new Update(version, value));
    }

    private void add(String namespace, String collection, ReadWriteSet.HashedWrite write, Version version) {
        StateKey key = StateKey.ofHash(namespace, collection, write.keyHash());
        put(key, version, write.valueHash());
        if (write.purge()) {
            purges.put(key, version);
        }
    }

    /** By key, in the order of keys. */
    public NavigableMap<StateKey, Update> byKey() {
        return updates;
    }

    /** Private keys whose cleartext must go: all that was written before the version, by hashed key. */
    public NavigableMap<StateKey, Version> purges() {
        return purges;
    }

    /**
     * The commit hash after this block: SHA-256 over the length of the block's filter, the filter, these updates and the
     * commit hash before. As Fabric's peers compute it ({@code kvledger.addBlockCommitHash}), so that two ledgers with equal
     * commit hashes have equal states.
     */
    public ByteString commitHash(ByteString filter, ByteString previous) {
        byte[] length = new byte[CodedOutputStream.computeUInt32SizeNoTag(filter.size())];
        write(CodedOutputStream.newInstance(length), out -> out.writeUInt32NoTag(filter.size()));
        return Hashes.sha256(UnsafeByteOperations.unsafeWrap(length), filter, canonicalBytes(), previous);
    }

    /*
     * Fabric's privacyenabledstate.KVWritesBatchProto, whose Java class is in no library: repeated field 1 of messages with
     * namespace = 1 (on the first write of each contract only), collection = 2 (on the first write of each collection only),
     * key = 3, isDelete = 4, value = 5, version_bytes = 6.
     */
    private ByteString canonicalBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(CodedOutputStream.newInstance(bytes), batch -> {
            String contract = "";
            String collection = "";
            for (Map.Entry<StateKey, Update> entry : updates.entrySet()) {
                String ownContract = entry.getKey().contract();
                String ownCollection = entry.getKey().collection();
                boolean sameContract = ownContract.equals(contract);
                boolean sameCollection = sameContract && ownCollection.equals(collection);
                batch.writeByteArray(
                        1, canonicalBytes(sameContract ? "" : ownContract, sameCollection ? "" : ownCollection, entry));
                contract = ownContract;
                collection = ownCollection;
            }
        });
        return UnsafeByteOperations.unsafeWrap(bytes.toByteArray());
    }

    private static byte[] canonicalBytes(String contract, String collection, Map.Entry<StateKey, Update> entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(CodedOutputStream.newInstance(bytes), out -> {
            if (!contract.isEmpty()) {
                out.writeString(1, contract);
            }
            if (!collection.isEmpty()) {
                out.writeString(2, collection);
            }
            out.writeBytes(3, entry.getKey().keyBytes());
            Optional<ByteString> value = entry.getValue().value();
            if (value.isPresent()) {
                out.writeBytes(5, value.get());
            } else {
                out.writeBool(4, true);
            }
            out.writeBytes(6, entry.getValue().version().orderedBytes());
        });
        return bytes.toByteArray();
    }

    private interface Body {
        void to(CodedOutputStream out) throws IOException;
    }

    private static void write(CodedOutputStream out, Body body) {
        try {
            body.to(out);
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
    }
}

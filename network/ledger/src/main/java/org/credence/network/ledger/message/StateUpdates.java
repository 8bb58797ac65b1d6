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
     * @param value empty when the key is deleted
     */
    public record Update(Version version, Optional<ByteString> value) {}

    private final NavigableMap<StateKey, Update> updates = new TreeMap<>();

    /** Adds what a valid transaction writes. */
    public void add(ReadWriteSet set, Version version) {
        for (ReadWriteSet.Namespace namespace : set.namespaces()) {
            for (ReadWriteSet.Write write : namespace.writes()) {
                updates.put(StateKey.of(namespace.name(), write.key()), new Update(version, write.value()));
            }
        }
    }

    /** By key, in the order of keys. */
    public NavigableMap<StateKey, Update> byKey() {
        return updates;
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
     * namespace = 1 (on the first write of each contract only), key = 3, isDelete = 4, value = 5, version_bytes = 6.
     */
    private ByteString canonicalBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(CodedOutputStream.newInstance(bytes), batch -> {
            String namespace = "";
            for (Map.Entry<StateKey, Update> entry : updates.entrySet()) {
                String own = entry.getKey().namespace();
                batch.writeByteArray(1, canonicalBytes(own.equals(namespace) ? "" : own, entry));
                namespace = own;
            }
        });
        return UnsafeByteOperations.unsafeWrap(bytes.toByteArray());
    }

    private static byte[] canonicalBytes(String namespace, Map.Entry<StateKey, Update> entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(CodedOutputStream.newInstance(bytes), out -> {
            if (!namespace.isEmpty()) {
                out.writeString(1, namespace);
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

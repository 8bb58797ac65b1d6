package org.credence.network.ledger.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;

/**
 * What one transaction writes to one collection, in clear. It never is in a block; there is {@link #hash}.
 *
 * @param contract whose collection it is
 * @param bytes a serialized {@code kvrwset.KVRWSet} with writes alone
 */
public record PrivateSet(String contract, String collection, ByteString bytes) {

    /**
     * These writes.
     *
     * @param writes values by key; empty where the key is deleted
     */
    public static PrivateSet of(
            String contract, String collection, NavigableMap<StateKey, Optional<ByteString>> writes) {
        KVRWSet.Builder set = KVRWSet.newBuilder();
        for (Map.Entry<StateKey, Optional<ByteString>> write : writes.entrySet()) {
            KVWrite.Builder message = KVWrite.newBuilder().setKey(write.getKey().key());
            write.getValue().ifPresentOrElse(message::setValue, () -> message.setIsDelete(true));
            set.addWrites(message);
        }
        return new PrivateSet(contract, collection, set.build().toByteString());
    }

    /** What the transaction names it by. */
    public ByteString hash() {
        return Hashes.sha256(bytes);
    }

    /**
     * The writes, in the order of keys.
     *
     * @throws IllegalArgumentException when the bytes are no such set
     */
    public List<ReadWriteSet.Write> writes() {
        try {
            List<ReadWriteSet.Write> writes = new ArrayList<>();
            for (KVWrite write : KVRWSet.parseFrom(bytes).getWritesList()) {
                writes.add(new ReadWriteSet.Write(
                        write.getKey(), write.getIsDelete() ? Optional.empty() : Optional.of(write.getValue())));
            }
            return writes;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(
                    "the private data of collection " + collection + " of contract " + contract + " cannot be read", e);
        }
    }
}

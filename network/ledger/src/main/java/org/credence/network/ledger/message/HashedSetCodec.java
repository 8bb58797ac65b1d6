package org.credence.network.ledger.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hyperledger.fabric.protos.ledger.rwset.CollectionHashedReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.HashedRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVReadHash;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWriteHash;

/** The public side of private data, as Fabric's {@code rwset.CollectionHashedReadWriteSet}. */
final class HashedSetCodec {
    private static final int HASH_BYTES = 32;

    private HashedSetCodec() {}

    static CollectionHashedReadWriteSet encode(ReadWriteSet.HashedCollection collection) {
        HashedRWSet.Builder body = HashedRWSet.newBuilder();
        for (ReadWriteSet.HashedRead read : collection.reads()) {
            KVReadHash.Builder message = KVReadHash.newBuilder().setKeyHash(read.keyHash());
            read.version().map(VersionCodec::encode).ifPresent(message::setVersion);
            body.addHashedReads(message);
        }
        for (ReadWriteSet.HashedWrite write : collection.writes()) {
            KVWriteHash.Builder message =
                    KVWriteHash.newBuilder().setKeyHash(write.keyHash()).setIsPurge(write.purge());
            write.valueHash().ifPresentOrElse(message::setValueHash, () -> message.setIsDelete(true));
            body.addHashedWrites(message);
        }
        CollectionHashedReadWriteSet.Builder message = CollectionHashedReadWriteSet.newBuilder()
                .setCollectionName(collection.name())
                .setHashedRwset(body.build().toByteString());
        collection.cleartextHash().ifPresent(message::setPvtRwsetHash);
        return message.build();
    }

    static List<ReadWriteSet.HashedCollection> decode(List<CollectionHashedReadWriteSet> messages)
            throws InvalidTransactionException, InvalidProtocolBufferException {
        List<ReadWriteSet.HashedCollection> collections = new ArrayList<>(messages.size());
        Set<String> names = new HashSet<>();
        for (CollectionHashedReadWriteSet message : messages) {
            String name = message.getCollectionName();
            if (!StateKey.isNamespace(name) || !names.add(name)) {
                throw ReadWriteSetCodec.bad("a collection is named twice or has no proper name: '" + name + "'");
            }
            collections.add(decode(message, HashedRWSet.parseFrom(message.getHashedRwset())));
        }
        return collections;
    }

    private static ReadWriteSet.HashedCollection decode(CollectionHashedReadWriteSet message, HashedRWSet body)
            throws InvalidTransactionException {
        if (body.getMetadataWritesCount() > 0) {
            throw ReadWriteSetCodec.illegal("key metadata is not offered");
        }
        List<ReadWriteSet.HashedRead> reads = new ArrayList<>(body.getHashedReadsCount());
        for (KVReadHash read : body.getHashedReadsList()) {
            requireHash(read.getKeyHash());
            reads.add(new ReadWriteSet.HashedRead(
                    read.getKeyHash(),
                    read.hasVersion() ? Optional.of(VersionCodec.decode(read.getVersion())) : Optional.empty()));
        }
        List<ReadWriteSet.HashedWrite> writes = new ArrayList<>(body.getHashedWritesCount());
        for (KVWriteHash write : body.getHashedWritesList()) {
            writes.add(decode(write));
        }
        ByteString cleartextHash = message.getPvtRwsetHash();
        if (writes.isEmpty() != cleartextHash.isEmpty()) {
            throw ReadWriteSetCodec.bad("a collection has writes and the hash of their cleartext, or neither");
        }
        if (writes.isEmpty()) {
            return new ReadWriteSet.HashedCollection(message.getCollectionName(), reads, writes, Optional.empty());
        }
        requireHash(cleartextHash);
        return new ReadWriteSet.HashedCollection(
                message.getCollectionName(), reads, writes, Optional.of(cleartextHash));
    }

    private static ReadWriteSet.HashedWrite decode(KVWriteHash write) throws InvalidTransactionException {
        requireHash(write.getKeyHash());
        if (write.getIsDelete() != write.getValueHash().isEmpty() || (write.getIsPurge() && !write.getIsDelete())) {
            throw ReadWriteSetCodec.bad(
                    "a private write must have either the hash of a value or the mark of deletion, which a purge has");
        }
        if (write.getIsDelete()) {
            return new ReadWriteSet.HashedWrite(write.getKeyHash(), Optional.empty(), write.getIsPurge());
        }
        requireHash(write.getValueHash());
        return new ReadWriteSet.HashedWrite(write.getKeyHash(), Optional.of(write.getValueHash()), false);
    }

    private static void requireHash(ByteString hash) throws InvalidTransactionException {
        if (hash.size() != HASH_BYTES) {
            throw ReadWriteSetCodec.bad("a hash has " + HASH_BYTES + " bytes, had " + hash.size());
        }
    }
}

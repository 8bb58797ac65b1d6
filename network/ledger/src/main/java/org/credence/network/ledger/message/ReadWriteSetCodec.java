package org.credence.network.ledger.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReads;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Read and write sets as Fabric's {@code rwset.TxReadWriteSet}: data model KV, range reads raw, private data as hashes. */
public final class ReadWriteSetCodec {
    private ReadWriteSetCodec() {}

    public static ByteString encode(ReadWriteSet set) {
        TxReadWriteSet.Builder message = TxReadWriteSet.newBuilder().setDataModel(TxReadWriteSet.DataModel.KV);
        for (ReadWriteSet.Namespace namespace : set.namespaces()) {
            KVRWSet.Builder body = KVRWSet.newBuilder();
            namespace.reads().forEach(read -> body.addReads(encode(read)));
            namespace.ranges().forEach(range -> body.addRangeQueriesInfo(encode(range)));
            namespace.writes().forEach(write -> body.addWrites(encode(write)));
            NsReadWriteSet.Builder part = NsReadWriteSet.newBuilder()
                    .setNamespace(namespace.name())
                    .setRwset(body.build().toByteString());
            namespace
                    .collections()
                    .forEach(collection -> part.addCollectionHashedRwset(HashedSetCodec.encode(collection)));
            message.addNsRwset(part);
        }
        return message.build().toByteString();
    }

    /**
     * The set that these bytes encode.
     *
     * @throws InvalidTransactionException when they cannot be read ({@code BAD_RWSET}), or use key metadata or hashed range
     *     reads, which this ledger does not offer ({@code ILLEGAL_WRITESET})
     */
    public static ReadWriteSet decode(ByteString bytes) throws InvalidTransactionException {
        try {
            TxReadWriteSet message = TxReadWriteSet.parseFrom(bytes);
            List<ReadWriteSet.Namespace> namespaces = new ArrayList<>(message.getNsRwsetCount());
            Set<String> names = new HashSet<>();
            for (NsReadWriteSet part : message.getNsRwsetList()) {
                if (!StateKey.isNamespace(part.getNamespace()) || !names.add(part.getNamespace())) {
                    throw bad("a contract is named twice or has no proper name: '" + part.getNamespace() + "'");
                }
                namespaces.add(decode(part, KVRWSet.parseFrom(part.getRwset())));
            }
            return new ReadWriteSet(namespaces);
        } catch (InvalidProtocolBufferException e) {
            throw bad("the read and write set cannot be read");
        }
    }

    private static ReadWriteSet.Namespace decode(NsReadWriteSet part, KVRWSet body)
            throws InvalidTransactionException, InvalidProtocolBufferException {
        if (body.getMetadataWritesCount() > 0) {
            throw illegal("key metadata is not offered");
        }
        List<ReadWriteSet.RangeRead> ranges = new ArrayList<>(body.getRangeQueriesInfoCount());
        for (RangeQueryInfo range : body.getRangeQueriesInfoList()) {
            if (range.hasReadsMerkleHashes()) {
                throw illegal("hashed range reads are not offered");
            }
            ranges.add(new ReadWriteSet.RangeRead(
                    range.getStartKey(),
                    range.getEndKey(),
                    range.getItrExhausted(),
                    reads(range.getRawReads().getKvReadsList())));
        }
        List<ReadWriteSet.Write> writes = new ArrayList<>(body.getWritesCount());
        for (KVWrite write : body.getWritesList()) {
            if (write.getKey().isEmpty()
                    || write.getIsDelete() != write.getValue().isEmpty()) {
                throw bad("a write must have a key and either a value or the mark of deletion");
            }
            writes.add(new ReadWriteSet.Write(
                    write.getKey(), write.getIsDelete() ? Optional.empty() : Optional.of(write.getValue())));
        }
        return new ReadWriteSet.Namespace(
                part.getNamespace(),
                reads(body.getReadsList()),
                ranges,
                writes,
                HashedSetCodec.decode(part.getCollectionHashedRwsetList()));
    }

    private static List<ReadWriteSet.Read> reads(List<KVRead> messages) {
        List<ReadWriteSet.Read> reads = new ArrayList<>(messages.size());
        for (KVRead read : messages) {
            reads.add(new ReadWriteSet.Read(
                    read.getKey(),
                    read.hasVersion() ? Optional.of(VersionCodec.decode(read.getVersion())) : Optional.empty()));
        }
        return reads;
    }

    private static KVRead encode(ReadWriteSet.Read read) {
        KVRead.Builder message = KVRead.newBuilder().setKey(read.key());
        read.version().map(VersionCodec::encode).ifPresent(message::setVersion);
        return message.build();
    }

    private static RangeQueryInfo encode(ReadWriteSet.RangeRead range) {
        QueryReads.Builder found = QueryReads.newBuilder();
        range.found().forEach(read -> found.addKvReads(encode(read)));
        return RangeQueryInfo.newBuilder()
                .setStartKey(range.start())
                .setEndKey(range.end())
                .setItrExhausted(range.exhausted())
                .setRawReads(found)
                .build();
    }

    private static KVWrite encode(ReadWriteSet.Write write) {
        KVWrite.Builder message = KVWrite.newBuilder().setKey(write.key());
        write.value().ifPresentOrElse(message::setValue, () -> message.setIsDelete(true));
        return message.build();
    }

    static InvalidTransactionException bad(String reason) {
        return new InvalidTransactionException(TxValidationCode.BAD_RWSET, reason);
    }

    static InvalidTransactionException illegal(String reason) {
        return new InvalidTransactionException(TxValidationCode.ILLEGAL_WRITESET, reason);
    }
}

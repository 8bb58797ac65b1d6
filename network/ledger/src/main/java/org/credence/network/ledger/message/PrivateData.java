package org.credence.network.ledger.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.hyperledger.fabric.protos.ledger.rwset.CollectionPvtReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.NsPvtReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxPvtReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.peer.BlockAndPrivateData;

/**
 * The private data of one block.
 *
 * @param byTransaction each transaction's sets by its place in the block; transactions without any are left out
 */
public record PrivateData(NavigableMap<Long, List<PrivateSet>> byTransaction) {
    /** There is none. */
    public static final PrivateData NONE = new PrivateData(new TreeMap<>());

    public PrivateData {
        NavigableMap<Long, List<PrivateSet>> copy = new TreeMap<>();
        byTransaction.forEach((place, sets) -> {
            if (!sets.isEmpty()) {
                copy.put(place, List.copyOf(sets));
            }
        });
        byTransaction = copy;
    }

    public boolean isEmpty() {
        return byTransaction.isEmpty();
    }

    /** The sets that are wanted. */
    public PrivateData only(Predicate<PrivateSet> wanted) {
        NavigableMap<Long, List<PrivateSet>> kept = new TreeMap<>();
        byTransaction.forEach(
                (place, sets) -> kept.put(place, sets.stream().filter(wanted).toList()));
        return new PrivateData(kept);
    }

    /** As Fabric's {@code peer.BlockAndPrivateData}, without a block. */
    public BlockAndPrivateData encode() {
        BlockAndPrivateData.Builder message = BlockAndPrivateData.newBuilder();
        byTransaction.forEach((place, sets) -> message.putPrivateDataMap(place, encode(sets)));
        return message.build();
    }

    private static TxPvtReadWriteSet encode(List<PrivateSet> sets) {
        Map<String, NsPvtReadWriteSet.Builder> contracts = new LinkedHashMap<>();
        for (PrivateSet set : sets) {
            contracts
                    .computeIfAbsent(
                            set.contract(),
                            name -> NsPvtReadWriteSet.newBuilder().setNamespace(name))
                    .addCollectionPvtRwset(CollectionPvtReadWriteSet.newBuilder()
                            .setCollectionName(set.collection())
                            .setRwset(set.bytes()));
        }
        TxPvtReadWriteSet.Builder message = TxPvtReadWriteSet.newBuilder().setDataModel(TxReadWriteSet.DataModel.KV);
        contracts.values().forEach(message::addNsPvtRwset);
        return message.build();
    }

    /**
     * What {@link #encode} made.
     *
     * @throws IllegalArgumentException when the bytes are no such message
     */
    public static PrivateData decode(ByteString bytes) {
        try {
            NavigableMap<Long, List<PrivateSet>> byTransaction = new TreeMap<>();
            BlockAndPrivateData.parseFrom(bytes)
                    .getPrivateDataMapMap()
                    .forEach((place, sets) -> byTransaction.put(place, decode(sets)));
            return new PrivateData(byTransaction);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("the private data cannot be read", e);
        }
    }

    private static List<PrivateSet> decode(TxPvtReadWriteSet message) {
        List<PrivateSet> sets = new ArrayList<>();
        for (NsPvtReadWriteSet contract : message.getNsPvtRwsetList()) {
            for (CollectionPvtReadWriteSet collection : contract.getCollectionPvtRwsetList()) {
                sets.add(
                        new PrivateSet(contract.getNamespace(), collection.getCollectionName(), collection.getRwset()));
            }
        }
        return sets;
    }
}

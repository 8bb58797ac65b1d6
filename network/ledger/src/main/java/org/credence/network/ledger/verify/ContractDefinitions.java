package org.credence.network.ledger.verify;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.StateUpdates;
import org.hyperledger.fabric.protos.peer.ApplicationPolicy;
import org.hyperledger.fabric.protos.peer.CollectionConfig;
import org.hyperledger.fabric.protos.peer.CollectionConfigPackage;
import org.hyperledger.fabric.protos.peer.StaticCollectionConfig;
import org.hyperledger.fabric.protos.peer.lifecycle.ChaincodeEndorsementInfo;
import org.hyperledger.fabric.protos.peer.lifecycle.ChaincodeValidationInfo;
import org.hyperledger.fabric.protos.peer.lifecycle.StateData;
import org.hyperledger.fabric.protos.peer.lifecycle.StateMetadata;

/**
 * The contracts that a Fabric channel's members committed, as contract {@value #LIFECYCLE} keeps them: under {@code
 * namespaces/metadata/NAME} that there is a definition, under {@code namespaces/fields/NAME/FIELD} what it says. Immutable.
 */
final class ContractDefinitions {
    /** The contract that keeps the definitions. */
    static final String LIFECYCLE = "_lifecycle";

    /** There are none. */
    static final ContractDefinitions NONE = new ContractDefinitions(new TreeMap<>());

    private static final String METADATA = "namespaces/metadata/";
    private static final String FIELDS = "namespaces/fields/";
    private static final String TYPE = "ChaincodeDefinition";

    private final NavigableMap<String, ByteString> values;

    private ContractDefinitions(NavigableMap<String, ByteString> values) {
        this.values = values;
    }

    /** The definitions after these updates; these, when they change none. */
    ContractDefinitions after(StateUpdates updates) {
        NavigableMap<StateKey, StateUpdates.Update> own =
                updates.byKey().subMap(StateKey.of(LIFECYCLE, ""), true, StateKey.afterAll(LIFECYCLE), false);
        if (own.isEmpty()) {
            return this;
        }
        NavigableMap<String, ByteString> next = new TreeMap<>(values);
        for (Map.Entry<StateKey, StateUpdates.Update> update : own.entrySet()) {
            update.getValue()
                    .value()
                    .ifPresentOrElse(
                            value -> next.put(update.getKey().key(), value),
                            () -> next.remove(update.getKey().key()));
        }
        return new ContractDefinitions(next);
    }

    /**
     * How a contract's transactions are validated; empty when there is no such contract.
     *
     * @throws InvalidProtocolBufferException when the definition cannot be read
     */
    Optional<ChaincodeValidationInfo> validation(String contract) throws InvalidProtocolBufferException {
        Optional<ByteString> metadata = Optional.ofNullable(values.get(METADATA + contract));
        if (metadata.isEmpty()
                || !StateMetadata.parseFrom(metadata.get()).getDatatype().equals(TYPE)) {
            return Optional.empty();
        }
        return Optional.of(ChaincodeValidationInfo.parseFrom(field(contract, "ValidationInfo")));
    }

    /**
     * A contract's private data collection; empty when it defines none of this name.
     *
     * @throws InvalidProtocolBufferException when the definition cannot be read
     */
    Optional<StaticCollectionConfig> collection(String contract, String name) throws InvalidProtocolBufferException {
        return CollectionConfigPackage.parseFrom(field(contract, "Collections")).getConfigList().stream()
                .map(CollectionConfig::getStaticCollectionConfig)
                .filter(it -> it.getName().equals(name))
                .findFirst();
    }

    private ByteString field(String contract, String name) throws InvalidProtocolBufferException {
        return data(contract, name).getBytes();
    }

    private StateData data(String contract, String name) throws InvalidProtocolBufferException {
        return StateData.parseFrom(values.getOrDefault(FIELDS + contract + "/" + name, ByteString.EMPTY));
    }

    /** The names of the contracts that are defined. */
    List<String> names() {
        return values.keySet().stream()
                .filter(key -> key.startsWith(METADATA))
                .map(key -> key.substring(METADATA.length()))
                .toList();
    }

    /** How often a contract was defined. */
    long sequence(String contract) throws InvalidProtocolBufferException {
        return data(contract, "Sequence").getInt64();
    }

    /** The version that a contract's definition names. */
    String version(String contract) throws InvalidProtocolBufferException {
        return ChaincodeEndorsementInfo.parseFrom(field(contract, "EndorsementInfo"))
                .getVersion();
    }

    /** The policy that a definition names or holds, in its own message. */
    static ApplicationPolicy policy(ByteString bytes) throws InvalidProtocolBufferException {
        return ApplicationPolicy.parseFrom(bytes);
    }
}

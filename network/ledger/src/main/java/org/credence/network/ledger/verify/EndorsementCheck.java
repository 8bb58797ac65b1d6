package org.credence.network.ledger.verify;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.credence.network.ledger.config.InvalidConfigException;
import org.credence.network.ledger.config.fabric.FabricConfig;
import org.credence.network.ledger.config.fabric.Policy;
import org.credence.network.ledger.message.ChaincodeResult;
import org.credence.network.ledger.message.InvalidTransactionException;
import org.credence.network.ledger.message.ReadWriteSet;
import org.credence.network.ledger.validate.CheckedTransaction;
import org.hyperledger.fabric.protos.peer.ApplicationPolicy;
import org.hyperledger.fabric.protos.peer.StaticCollectionConfig;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.hyperledger.fabric.protos.peer.lifecycle.ChaincodeValidationInfo;

/**
 * Whether transactions have the endorsements that the contracts ask for which they call or write to, as these are defined
 * before the block. What is written to the contract's public state needs the contract's policy; what is written to a private
 * data collection, the collection's if it has one of its own; a call that writes nothing, the contract's.
 */
final class EndorsementCheck {
    private static final String LIFECYCLE_POLICY = "/Channel/Application/LifecycleEndorsement";
    private static final String IMPLICIT_COLLECTION = "_implicit_org_";
    private static final String PLUGIN = "vscc";

    private final FabricConfig config;
    private final ContractDefinitions definitions;
    private final BlockFaults faults;

    /** @param definitions before the block */
    EndorsementCheck(FabricConfig config, ContractDefinitions definitions, BlockFaults faults) {
        this.config = config;
        this.definitions = definitions;
        this.faults = faults;
    }

    /**
     * The transactions, those without the endorsements that they need as not valid.
     *
     * @throws BlockFaultException when a policy is in force that is not supported
     */
    List<CheckedTransaction> check(List<FabricTransaction> transactions) {
        List<CheckedTransaction> checked = new ArrayList<>(transactions.size());
        for (FabricTransaction transaction : transactions) {
            checked.add(
                    transaction.checked().code() == TxValidationCode.VALID
                            ? check(checked.size(), transaction)
                            : transaction.checked());
        }
        return checked;
    }

    private CheckedTransaction check(int index, FabricTransaction transaction) {
        CheckedTransaction checked = transaction.checked();
        try {
            requireEndorsed(checked.transaction().orElseThrow().result(), transaction);
            return checked;
        } catch (InvalidTransactionException e) {
            return new CheckedTransaction(
                    checked.bytes(), checked.envelope(), true, checked.transaction(), e.code(), e.reason());
        } catch (InvalidConfigException | InvalidProtocolBufferException e) {
            throw faults.of(index, checked, "the policy for its endorsements: " + e.getMessage());
        }
    }

    private void requireEndorsed(ChaincodeResult result, FabricTransaction transaction)
            throws InvalidTransactionException, InvalidConfigException, InvalidProtocolBufferException {
        Map<String, ReadWriteSet.Namespace> written = new LinkedHashMap<>();
        written.put(
                result.chaincode(),
                new ReadWriteSet.Namespace(result.chaincode(), List.of(), List.of(), List.of(), List.of()));
        for (ReadWriteSet.Namespace namespace : result.readWriteSet().namespaces()) {
            if (namespace.name().equals(result.chaincode()) || isWritten(namespace)) {
                written.put(namespace.name(), namespace);
            }
        }
        for (ReadWriteSet.Namespace namespace : written.values()) {
            requireEndorsed(namespace, transaction);
        }
    }

    /**
     * The contracts that are defined, with whose endorsements they need.
     *
     * @throws BlockFaultException when a definition cannot be read, or its policy is not supported
     */
    List<DefinedContract> contracts() {
        List<DefinedContract> contracts = new ArrayList<>();
        for (String name : definitions.names()) {
            try {
                contracts.add(new DefinedContract(
                        name,
                        definitions.sequence(name),
                        definitions.version(name),
                        policy(contractPolicy(name)).toString()));
            } catch (InvalidTransactionException | InvalidConfigException | InvalidProtocolBufferException e) {
                throw faults.of("the definition of contract " + name + ": " + e.getMessage());
            }
        }
        return contracts;
    }

    private static boolean isWritten(ReadWriteSet.Namespace namespace) {
        return !namespace.writes().isEmpty()
                || namespace.collections().stream()
                        .anyMatch(collection -> !collection.writes().isEmpty());
    }

    private void requireEndorsed(ReadWriteSet.Namespace namespace, FabricTransaction transaction)
            throws InvalidTransactionException, InvalidConfigException, InvalidProtocolBufferException {
        String contract = namespace.name();
        ApplicationPolicy own = contractPolicy(contract);
        boolean ownAsked = !isWritten(namespace) || !namespace.writes().isEmpty();
        for (ReadWriteSet.HashedCollection collection : namespace.collections()) {
            if (collection.writes().isEmpty()) {
                continue;
            }
            Optional<ApplicationPolicy> policy = collectionPolicy(contract, collection.name());
            ownAsked |= policy.isEmpty();
            if (policy.isPresent()) {
                require(policy.get(), "collection " + collection.name() + " of contract " + contract, transaction);
            }
        }
        if (ownAsked) {
            require(own, "contract " + contract, transaction);
        }
    }

    private ApplicationPolicy contractPolicy(String contract)
            throws InvalidTransactionException, InvalidConfigException, InvalidProtocolBufferException {
        if (contract.equals(ContractDefinitions.LIFECYCLE)) {
            return reference(LIFECYCLE_POLICY);
        }
        ChaincodeValidationInfo info = definitions
                .validation(contract)
                .filter(it -> !it.getValidationPlugin().isEmpty()
                        && !it.getValidationParameter().isEmpty())
                .orElseThrow(() -> new InvalidTransactionException(
                        TxValidationCode.INVALID_CHAINCODE,
                        "there is no contract '" + contract + "', or its definition says not how to validate it"));
        if (!info.getValidationPlugin().equals(PLUGIN)) {
            throw new InvalidConfigException("contract " + contract + " is validated by plugin '"
                    + info.getValidationPlugin() + "', which is not supported; '" + PLUGIN + "' is");
        }
        return ContractDefinitions.policy(info.getValidationParameter());
    }

    /* Empty when it is the contract's. */
    private Optional<ApplicationPolicy> collectionPolicy(String contract, String collection)
            throws InvalidTransactionException, InvalidProtocolBufferException {
        if (collection.startsWith(IMPLICIT_COLLECTION)) {
            String mspId = collection.substring(IMPLICIT_COLLECTION.length());
            return Optional.of(config.ownEndorsementPolicy(mspId)
                    .map(EndorsementCheck::reference)
                    .orElseThrow(
                            () -> notEndorsed("there is no organization " + mspId + " to endorse for its collection")));
        }
        StaticCollectionConfig definition = definitions
                .collection(contract, collection)
                .orElseThrow(() -> notEndorsed("contract " + contract + " has no collection " + collection));
        return definition.hasEndorsementPolicy() ? Optional.of(definition.getEndorsementPolicy()) : Optional.empty();
    }

    private static ApplicationPolicy reference(String name) {
        return ApplicationPolicy.newBuilder()
                .setChannelConfigPolicyReference(name)
                .build();
    }

    private void require(ApplicationPolicy asked, String of, FabricTransaction transaction)
            throws InvalidTransactionException, InvalidConfigException {
        Policy policy = policy(asked);
        if (!policy.isMetBy(transaction.endorsers())) {
            throw notEndorsed("endorsed by "
                    + transaction.endorsers().stream()
                            .map(it -> it.role().text() + " of " + it.mspId())
                            .toList()
                    + ", the policy of " + of + " wants " + policy);
        }
    }

    private Policy policy(ApplicationPolicy asked) throws InvalidTransactionException, InvalidConfigException {
        return switch (asked.getTypeCase()) {
            case SIGNATURE_POLICY -> Policy.of(asked.getSignaturePolicy());
            case CHANNEL_CONFIG_POLICY_REFERENCE ->
                config.policies()
                        .find(asked.getChannelConfigPolicyReference())
                        .orElseThrow(() -> notEndorsed(
                                "there is no policy " + asked.getChannelConfigPolicyReference() + " to endorse under"));
            case TYPE_NOT_SET -> throw notEndorsed("the contract's definition has an empty policy");
        };
    }

    private static InvalidTransactionException notEndorsed(String reason) {
        return new InvalidTransactionException(TxValidationCode.ENDORSEMENT_POLICY_FAILURE, reason);
    }
}

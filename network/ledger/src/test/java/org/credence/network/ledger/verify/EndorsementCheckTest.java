package org.credence.network.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.credence.network.identity.IssueRequest;
import org.credence.network.ledger.config.fabric.FabricConfig;
import org.credence.network.ledger.message.ChaincodeResult;
import org.credence.network.ledger.message.EndorsedTransaction;
import org.credence.network.ledger.message.ReadWriteSet;
import org.credence.network.ledger.message.ReadWriteSet.HashedCollection;
import org.credence.network.ledger.message.ReadWriteSet.HashedWrite;
import org.credence.network.ledger.message.ReadWriteSet.Namespace;
import org.credence.network.ledger.message.ReadWriteSet.Write;
import org.credence.network.ledger.message.SignedEnvelope;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.StateUpdates;
import org.credence.network.ledger.message.Version;
import org.credence.network.ledger.msp.KnownIdentity;
import org.credence.network.ledger.validate.CheckedTransaction;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.peer.ApplicationPolicy;
import org.hyperledger.fabric.protos.peer.CollectionConfig;
import org.hyperledger.fabric.protos.peer.CollectionConfigPackage;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.StaticCollectionConfig;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.hyperledger.fabric.protos.peer.lifecycle.ChaincodeValidationInfo;
import org.hyperledger.fabric.protos.peer.lifecycle.StateData;
import org.hyperledger.fabric.protos.peer.lifecycle.StateMetadata;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which policy a transaction's endorsements have to meet, as {@code statebased/v20} and the lifecycle contract have it. */
final class EndorsementCheckTest {
    private static final String DEFAULT = "/Channel/Application/Endorsement";

    private static FabricConfig config;
    private static List<KnownIdentity> peers;
    private static CheckedTransaction envelope;

    @BeforeAll
    static void found(@TempDir Path folder) throws Exception {
        ForgedChannel channel = new ForgedChannel(folder);
        config = FabricConfig.read(ForgedChannel.first(channel.genesis()));
        peers = new ArrayList<>();
        for (String mspId : ForgedChannel.HOSTS) {
            peers.add(config.membership()
                    .identify(channel.identity(mspId, IssueRequest.peer("peer")).creator()));
        }
        SignedEnvelope any = SignedEnvelope.of(
                ForgedChannel.envelope(HeaderType.ENDORSER_TRANSACTION, ByteString.EMPTY, channel.admin("AMSP")));
        envelope = new CheckedTransaction(
                any.bytes(), Optional.of(any), true, Optional.empty(), TxValidationCode.VALID, "");
    }

    private static ApplicationPolicy reference(String name) {
        return ApplicationPolicy.newBuilder()
                .setChannelConfigPolicyReference(name)
                .build();
    }

    /** Endorsed by this many hosts' peers in all. */
    private static ApplicationPolicy hosts(int required) throws Exception {
        return ApplicationPolicy.newBuilder()
                .setSignaturePolicy(SignaturePolicyEnvelope.parseFrom(
                        ForgedChannel.peers(required).getPolicy().getValue()))
                .build();
    }

    private static ContractDefinitions defined(
            String plugin, ByteString policy, StaticCollectionConfig... collections) {
        CollectionConfigPackage.Builder all = CollectionConfigPackage.newBuilder();
        for (StaticCollectionConfig collection : collections) {
            all.addConfig(CollectionConfig.newBuilder().setStaticCollectionConfig(collection));
        }
        StateUpdates updates = new StateUpdates();
        put(
                updates,
                "metadata/c",
                StateMetadata.newBuilder().setDatatype("ChaincodeDefinition").build());
        put(
                updates,
                "fields/c/ValidationInfo",
                field(ChaincodeValidationInfo.newBuilder()
                        .setValidationPlugin(plugin)
                        .setValidationParameter(policy)
                        .build()));
        put(updates, "fields/c/Collections", field(all.build()));
        return ContractDefinitions.NONE.after(updates);
    }

    private static ContractDefinitions defined(ApplicationPolicy policy, StaticCollectionConfig... collections) {
        return defined("vscc", policy.toByteString(), collections);
    }

    private static void put(StateUpdates updates, String key, Message value) {
        updates.put(
                StateKey.of("_lifecycle", "namespaces/" + key), new Version(1, 0), Optional.of(value.toByteString()));
    }

    private static Message field(Message content) {
        return StateData.newBuilder().setBytes(content.toByteString()).build();
    }

    private static CheckedTransaction judged(
            ContractDefinitions definitions, String contract, int endorsers, Namespace... namespaces) {
        ChaincodeResult result = new ChaincodeResult(
                contract, "1", Response.getDefaultInstance(), Optional.empty(), new ReadWriteSet(List.of(namespaces)));
        SignedEnvelope opened = envelope.envelope().orElseThrow();
        CheckedTransaction checked = new CheckedTransaction(
                opened.bytes(),
                Optional.of(opened),
                true,
                Optional.of(new EndorsedTransaction(opened, List.of(), ByteString.EMPTY, result, List.of())),
                TxValidationCode.VALID,
                "");
        return new EndorsementCheck(config, definitions, new BlockFaults(5))
                .check(List.of(new FabricTransaction(checked, Optional.empty(), peers.subList(0, endorsers))))
                .get(0);
    }

    private static TxValidationCode code(
            ContractDefinitions definitions, String contract, int endorsers, Namespace... namespaces) {
        return judged(definitions, contract, endorsers, namespaces).code();
    }

    private static Namespace writes(String contract) {
        return new Namespace(
                contract,
                List.of(),
                List.of(),
                List.of(new Write("k", Optional.of(ByteString.copyFromUtf8("v")))),
                List.of());
    }

    private static Namespace writesPrivately(String contract, String collection) {
        ByteString hash = ByteString.copyFrom(new byte[32]);
        return new Namespace(
                contract,
                List.of(),
                List.of(),
                List.of(),
                List.of(new HashedCollection(
                        collection,
                        List.of(),
                        List.of(new HashedWrite(hash, Optional.of(hash), false)),
                        Optional.of(hash))));
    }

    @Test
    void theChannelsPolicyIsAskedThatTheDefinitionNames() {
        assertThat(code(defined(reference(DEFAULT)), "c", 3, writes("c"))).isEqualTo(TxValidationCode.VALID);
        assertThat(judged(defined(reference(DEFAULT)), "c", 2, writes("c"))).satisfies(refused -> {
            assertThat(refused.code()).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
            assertThat(refused.reason())
                    .isEqualTo("endorsed by [peer of AMSP, peer of BMSP], the policy of contract c wants"
                            + " OutOf(3,'AMSP.peer','BMSP.peer','CMSP.peer','DMSP.peer')");
        });
    }

    @Test
    void orTheDefinitionsOwn() throws Exception {
        assertThat(code(defined(hosts(2)), "c", 2, writes("c"))).isEqualTo(TxValidationCode.VALID);
        assertThat(code(defined(hosts(2)), "c", 1, writes("c"))).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    }

    @Test
    void aCallThatWritesNothingNeedsThemToo() {
        assertThat(code(defined(reference(DEFAULT)), "c", 2)).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        assertThat(code(defined(reference(DEFAULT)), "c", 3)).isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void aContractThatNobodyDefinedHasNoTransactions() {
        assertThat(code(ContractDefinitions.NONE, "c", 4, writes("c"))).isEqualTo(TxValidationCode.INVALID_CHAINCODE);
        assertThat(code(defined(reference(DEFAULT)), "c", 4, writes("c"), writes("d")))
                .isEqualTo(TxValidationCode.INVALID_CHAINCODE);
    }

    @Test
    void anotherContractsStateIsReadWithoutItsPolicyAndNotWritten() throws Exception {
        Namespace read = new Namespace("_lifecycle", List.of(), List.of(), List.of(), List.of());

        assertThat(code(defined(hosts(1)), "c", 1, read, writes("c"))).isEqualTo(TxValidationCode.VALID);
        assertThat(code(defined(hosts(1)), "c", 1, writes("_lifecycle"), writes("c")))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    }

    @Test
    void definitionsNeedTheLifecyclesPolicyAndApprovalsTheOrganizationsOwn() {
        assertThat(code(ContractDefinitions.NONE, "_lifecycle", 3, writes("_lifecycle")))
                .isEqualTo(TxValidationCode.VALID);
        assertThat(code(ContractDefinitions.NONE, "_lifecycle", 2, writes("_lifecycle")))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        assertThat(code(ContractDefinitions.NONE, "_lifecycle", 1, writesPrivately("_lifecycle", "_implicit_org_AMSP")))
                .isEqualTo(TxValidationCode.VALID);
        assertThat(code(ContractDefinitions.NONE, "_lifecycle", 1, writesPrivately("_lifecycle", "_implicit_org_BMSP")))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        assertThat(code(ContractDefinitions.NONE, "_lifecycle", 4, writesPrivately("_lifecycle", "_implicit_org_EMSP")))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    }

    @Test
    void aCollectionsOwnPolicyTakesThePlaceOfTheContracts() throws Exception {
        StaticCollectionConfig strict = StaticCollectionConfig.newBuilder()
                .setName("strict")
                .setEndorsementPolicy(hosts(4))
                .build();
        StaticCollectionConfig plain =
                StaticCollectionConfig.newBuilder().setName("plain").build();
        ContractDefinitions definitions = defined(hosts(2), strict, plain);

        assertThat(code(definitions, "c", 2, writesPrivately("c", "plain"))).isEqualTo(TxValidationCode.VALID);
        assertThat(code(definitions, "c", 3, writesPrivately("c", "strict")))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        assertThat(code(definitions, "c", 4, writesPrivately("c", "strict"))).isEqualTo(TxValidationCode.VALID);
        assertThat(code(definitions, "c", 4, writesPrivately("c", "unknown")))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    }

    @Test
    void anotherWayToValidateIsAFault() {
        ContractDefinitions definitions = defined("own", reference(DEFAULT).toByteString());

        assertThatThrownBy(() -> judged(definitions, "c", 4, writes("c")))
                .isInstanceOf(BlockFaultException.class)
                .hasMessage(
                        "block 5, transaction 0, member AMSP: the policy for its endorsements: contract c is validated"
                                + " by plugin 'own', which is not supported; 'vscc' is");
    }

    @Test
    void aPolicyThatTheChannelDoesNotHaveIsMetByNobody() {
        assertThat(code(defined(reference("/Channel/Application/Missing")), "c", 4, writes("c")))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    }
}

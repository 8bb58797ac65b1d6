package org.credence.network.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.credence.network.identity.IssueRequest;
import org.credence.network.ledger.msp.SigningIdentity;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.orderer.ConsensusType;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What no honest network would make, and what is found in it: configurations out of turn, and too few orderers. */
final class ForgedChannelTest {
    private static final List<String> QUORUM = List.of("AMSP", "BMSP", "CMSP");

    private ForgedChannel channel;
    private ConfigGroup genesis;

    @BeforeEach
    void found(@TempDir Path folder) {
        channel = new ForgedChannel(folder);
        genesis = channel.genesis();
    }

    // -- what blocks come to

    private List<VerifiedBlock> verified() throws Exception {
        List<VerifiedBlock> blocks = new ArrayList<>();
        try (ChainVerifier verifier = ChainVerifier.of(channel.file())) {
            verifier.forEachRemaining(blocks::add);
        }
        return blocks;
    }

    private String fault() {
        return catchThrowableOfType(BlockFaultException.class, this::verified)
                .fault()
                .toString();
    }

    private ForgedChannel founded() {
        return channel.configBlock(ForgedChannel.first(genesis), List.of());
    }

    // -- the update that adds EMSP

    /** The parts of a group as an update names those that it leaves alone: by their versions. */
    private static ConfigGroup.Builder named(ConfigGroup group) {
        ConfigGroup.Builder named = ConfigGroup.newBuilder().setVersion(group.getVersion());
        group.getGroupsMap()
                .forEach((name, part) -> named.putGroups(
                        name,
                        ConfigGroup.newBuilder().setVersion(part.getVersion()).build()));
        group.getValuesMap()
                .forEach((name, part) -> named.putValues(
                        name,
                        ConfigValue.newBuilder().setVersion(part.getVersion()).build()));
        group.getPoliciesMap()
                .forEach((name, part) -> named.putPolicies(
                        name,
                        ConfigPolicy.newBuilder().setVersion(part.getVersion()).build()));
        return named;
    }

    private static ConfigGroup inApplication(ConfigGroup.Builder application) {
        return ConfigGroup.newBuilder()
                .putGroups("Application", application.build())
                .build();
    }

    private ConfigGroup read() {
        return inApplication(named(genesis.getGroupsOrThrow("Application")));
    }

    private ConfigGroup write(long version) {
        return inApplication(named(genesis.getGroupsOrThrow("Application"))
                .setVersion(version)
                .setModPolicy("Admins")
                .putGroups("EMSP", channel.organization("EMSP")));
    }

    private ConfigGroup withNewcomer() {
        return genesis.toBuilder()
                .putGroups(
                        "Application",
                        genesis.getGroupsOrThrow("Application").toBuilder()
                                .setVersion(1)
                                .putGroups("EMSP", channel.organization("EMSP"))
                                .build())
                .build();
    }

    private List<SigningIdentity> admins(String... mspIds) {
        return Stream.of(mspIds).map(channel::admin).toList();
    }

    private ForgedChannel changed(long sequence, ConfigGroup to, Envelope update) {
        return founded().configBlock(channel.configuration(sequence, to, update), QUORUM);
    }

    @Test
    void aMajorityAddsAnOrganization() throws Exception {
        changed(1, withNewcomer(), ForgedChannel.update(read(), write(1), admins("AMSP", "CMSP", "DMSP")));

        assertThat(verified().get(1).transactions())
                .singleElement()
                .isInstanceOfSatisfying(LedgerTransaction.Configuration.class, configuration -> {
                    assertThat(configuration.sequence()).isEqualTo(1);
                    assertThat(configuration.organizations())
                            .extracting(it -> it.mspId())
                            .containsExactly("AMSP", "BMSP", "CMSP", "DMSP", "EMSP");
                });
    }

    @Test
    void halfOfThemDoNot() {
        changed(1, withNewcomer(), ForgedChannel.update(read(), write(1), admins("AMSP", "CMSP")));

        assertThat(fault())
                .isEqualTo(
                        "block 1, transaction 0, member AMSP: the update changes the group /Channel/Application and is"
                                + " signed by [admin of AMSP, admin of CMSP], which does not meet Admins (MAJORITY Admins)");
    }

    @Test
    void anAdministratorCountsOnceAndAClientNotAtAll() {
        SigningIdentity twice = channel.admin("AMSP");
        changed(
                1,
                withNewcomer(),
                ForgedChannel.update(
                        read(),
                        write(1),
                        List.of(twice, twice, twice, channel.identity("BMSP", IssueRequest.client("client")))));

        assertThat(fault()).contains("is signed by [admin of AMSP, client of BMSP], which does not meet Admins");
    }

    @Test
    void aStrangerDoesNotCount() {
        changed(1, withNewcomer(), ForgedChannel.update(read(), write(1), admins("AMSP", "BMSP", "EMSP")));

        assertThat(fault()).contains("is signed by [admin of AMSP, admin of BMSP], which does not meet Admins");
    }

    @Test
    void aSignatureOfAnotherUpdateDoesNotCount() throws Exception {
        Envelope good = ForgedChannel.update(read(), write(1), admins("AMSP", "CMSP", "DMSP"));
        ConfigGroup other = inApplication(named(genesis.getGroupsOrThrow("Application"))
                .setVersion(1)
                .setModPolicy("Admins")
                .putGroups("FMSP", channel.organization("FMSP")));
        Envelope moved = ForgedChannel.withSignaturesOf(
                good, ForgedChannel.update(read(), other, admins("AMSP")), channel.admin("AMSP"));
        changed(
                1,
                genesis.toBuilder()
                        .putGroups(
                                "Application",
                                genesis.getGroupsOrThrow("Application").toBuilder()
                                        .setVersion(1)
                                        .putGroups("FMSP", channel.organization("FMSP"))
                                        .build())
                        .build(),
                moved);

        assertThat(fault()).contains("which does not meet Admins (MAJORITY Admins)");
    }

    @Test
    void theConfigurationMustBeWhatTheUpdateMakesOfTheOneBefore() {
        ConfigGroup more = withNewcomer().toBuilder()
                .putGroups(
                        "Application",
                        withNewcomer().getGroupsOrThrow("Application").toBuilder()
                                .putPolicies("Endorsement", ForgedChannel.peers(1))
                                .build())
                .build();
        changed(1, more, ForgedChannel.update(read(), write(1), admins("AMSP", "CMSP", "DMSP")));

        assertThat(fault()).endsWith("the configuration is not what its update makes of the one before");
    }

    @Test
    void sequencesFollowOnOneAnother() {
        changed(2, withNewcomer(), ForgedChannel.update(read(), write(1), admins("AMSP", "CMSP", "DMSP")));

        assertThat(fault()).endsWith("the configuration has sequence 2, it must be 1");
    }

    @Test
    void versionsFollowOnOneAnother() {
        changed(1, withNewcomer(), ForgedChannel.update(read(), write(2), admins("AMSP", "CMSP", "DMSP")));

        assertThat(fault()).endsWith("the update sets the group /Channel/Application to version 2, it must be 1");
    }

    @Test
    void anUpdateForAnotherConfigurationIsFound() {
        ConfigGroup stale =
                inApplication(named(genesis.getGroupsOrThrow("Application")).setVersion(3));
        changed(1, withNewcomer(), ForgedChannel.update(stale, write(1), admins("AMSP", "CMSP", "DMSP")));

        assertThat(fault())
                .endsWith("the update is made for version 3 of the group /Channel/Application, which has version 0");
    }

    @Test
    void anUpdateThatChangesNothingIsFound() {
        changed(1, genesis, ForgedChannel.update(read(), read(), admins("AMSP", "CMSP", "DMSP")));

        assertThat(fault()).endsWith("the update changes nothing");
    }

    @Test
    void anUpdateIsSubmittedBySomebodyWhoMayWrite() {
        List<SigningIdentity> signers = new ArrayList<>(List.of(channel.identity("AMSP", IssueRequest.peer("peer"))));
        signers.addAll(admins("AMSP", "BMSP", "CMSP"));
        changed(1, withNewcomer(), ForgedChannel.update(read(), write(1), signers));

        assertThat(fault()).endsWith("the update was not submitted by somebody who may write");
    }

    @Test
    void anOrganizationRevokesACertificateByItself() throws Exception {
        revoked("BMSP", "BMSP");

        assertThat(verified()).hasSize(2);
    }

    @Test
    void nobodyElseRevokesIt() {
        revoked("BMSP", "AMSP");

        assertThat(fault())
                .contains("the update changes the value /Channel/Application/BMSP/MSP and is signed by"
                        + " [admin of AMSP], which does not meet Admins");
    }

    @Test
    void aBlockSignedByARevokedOrdererIsFound() {
        channel.authority("BMSP").revoke(channel.orderer("BMSP"));
        revoked("BMSP", "BMSP")
                .block(
                        ForgedChannel.envelope(HeaderType.MESSAGE, ByteString.EMPTY, channel.admin("AMSP"))
                                .toByteString(),
                        TxValidationCode.BAD_COMMON_HEADER,
                        QUORUM);

        assertThat(fault())
                .startsWith("block 2, member BMSP: consenter 2: the certificate")
                .contains("is revoked");
    }

    /* The list of revoked certificates, in both groups of the organization. */
    private ForgedChannel revoked(String mspId, String signer) {
        founded();
        channel.authority(mspId).revoke(channel.authority(mspId).issue(IssueRequest.client("leaver")));
        ConfigValue now = channel.msp(mspId).toBuilder().setVersion(1).build();
        ConfigGroup.Builder write = ConfigGroup.newBuilder();
        ConfigGroup.Builder after = genesis.toBuilder();
        for (String name : List.of("Application", "Orderer")) {
            ConfigGroup group = genesis.getGroupsOrThrow(name);
            ConfigGroup own = group.getGroupsOrThrow(mspId).toBuilder()
                    .putValues("MSP", now)
                    .build();
            write.putGroups(
                    name,
                    ConfigGroup.newBuilder()
                            .putGroups(
                                    mspId,
                                    ConfigGroup.newBuilder()
                                            .putValues("MSP", now)
                                            .build())
                            .build());
            after.putGroups(name, group.toBuilder().putGroups(mspId, own).build());
        }
        ConfigGroup read = ConfigGroup.newBuilder()
                .putGroups("Application", hosting(mspId))
                .putGroups("Orderer", hosting(mspId))
                .build();
        Envelope update = ForgedChannel.update(read, write.build(), admins(signer));
        return channel.configBlock(channel.configuration(1, after.build(), update), QUORUM);
    }

    private static ConfigGroup hosting(String mspId) {
        return ConfigGroup.newBuilder()
                .putGroups(mspId, ConfigGroup.getDefaultInstance())
                .build();
    }

    @Test
    void twoOrderersAreNoQuorum() {
        founded()
                .configBlock(
                        channel.configuration(
                                1,
                                withNewcomer(),
                                ForgedChannel.update(read(), write(1), admins("AMSP", "CMSP", "DMSP"))),
                        List.of("AMSP", "DMSP"));

        assertThat(fault()).isEqualTo("block 1: the block is signed by 2 consenters, a quorum is 3");
    }

    @Test
    void whatIsNoTransactionIsOnRecordAsSuch() throws Exception {
        founded()
                .block(
                        ForgedChannel.envelope(HeaderType.MESSAGE, ByteString.EMPTY, channel.admin("AMSP"))
                                .toByteString(),
                        TxValidationCode.BAD_COMMON_HEADER,
                        QUORUM);

        assertThat(verified().get(1).transactions())
                .singleElement()
                .isInstanceOfSatisfying(
                        LedgerTransaction.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(TxValidationCode.BAD_COMMON_HEADER));
    }

    // -- configurations that are not understood

    private record Unsupported(String name, UnaryOperator<ConfigGroup> change, String words) {}

    private static UnaryOperator<ConfigGroup> in(String group, UnaryOperator<ConfigGroup.Builder> change) {
        return channel -> channel.toBuilder()
                .putGroups(
                        group,
                        change.apply(channel.getGroupsOrThrow(group).toBuilder())
                                .build())
                .build();
    }

    private static Stream<Unsupported> unsupported() {
        return Stream.of(
                new Unsupported(
                        "capability",
                        channel -> channel.toBuilder()
                                .putValues("Capabilities", ForgedChannel.capability("V4_0"))
                                .build(),
                        "the capabilities of group Channel must be V3_0, were [V4_0]"),
                new Unsupported(
                        "ordering service",
                        in(
                                "Orderer",
                                group -> group.putValues(
                                        "ConsensusType",
                                        ForgedChannel.value(ConsensusType.newBuilder()
                                                .setType("etcdraft")
                                                .build()))),
                        "the ordering service is 'etcdraft', which is not supported; 'BFT' and 'embedded' are"),
                new Unsupported(
                        "kind of policy",
                        in(
                                "Application",
                                group -> group.putPolicies(
                                        "Odd",
                                        ForgedChannel.policy(
                                                Policy.PolicyType.MSP_VALUE, Policy.getDefaultInstance()))),
                        "policy Odd is of type 2, which is not supported; signature (1) and implicit meta (3) are"),
                new Unsupported(
                        "value",
                        in(
                                "Application",
                                group -> group.putValues("Rules", ForgedChannel.value(Policy.getDefaultInstance()))),
                        "group Application has a value Rules, which is not supported; [ACLs, Capabilities] are"),
                new Unsupported(
                        "group",
                        channel -> channel.toBuilder()
                                .putGroups("Consortiums", ConfigGroup.getDefaultInstance())
                                .build(),
                        "the channel's groups must be Application and Orderer, were [Application, Consortiums, Orderer]"),
                new Unsupported(
                        "quorum",
                        in("Orderer", group -> group.putPolicies("BlockValidation", ForgedChannel.peers(1))),
                        "the policy /Channel/Orderer/BlockValidation must be 3 of the consenters' identities, as Fabric"
                                + " derives it"),
                new Unsupported(
                        "endorsement of definitions",
                        in("Application", group -> group.removePolicies("LifecycleEndorsement")),
                        "there is no policy /Channel/Application/LifecycleEndorsement"));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotUnderstoodIsAFault() {
        return unsupported()
                .map(unsupported -> DynamicTest.dynamicTest(unsupported.name(), () -> {
                    byte[] file = channel.only(unsupported.change().apply(genesis));
                    BlockFault fault = catchThrowableOfType(BlockFaultException.class, () -> {
                                try (ChainVerifier verifier = ChainVerifier.of(file)) {
                                    verifier.next();
                                }
                            })
                            .fault();

                    assertThat(fault).hasToString("block 0: " + unsupported.words());
                }));
    }
}

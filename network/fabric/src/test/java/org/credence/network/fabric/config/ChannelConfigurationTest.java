package org.credence.network.fabric.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.List;
import org.credence.network.identity.Organization;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.junit.jupiter.api.Test;

final class ChannelConfigurationTest {
    /** Field 15, a varint. */
    private static final ByteString UNKNOWN_FIELD = ByteString.copyFrom(new byte[] {15 << 3, 1});

    private final ConfigBlock genesis = Golden.committed().genesis();
    private final ChannelConfiguration configuration = genesis.configuration();

    @Test
    void aChannelsFirstBlockSaysWhoIsOnIt() {
        assertThat(genesis.number()).isZero();
        assertThat(genesis.update()).isEqualTo(ByteString.EMPTY);
        assertThat(configuration.channel()).isEqualTo("credence");
        assertThat(configuration.sequence()).isZero();
        assertThat(configuration.consensus()).isEqualTo("BFT");
        assertThat(configuration.organizations().keySet())
                .containsExactly("ClinicF", "HospitalA", "HospitalB", "HospitalC", "HospitalD", "HospitalE");

        ChannelOrganization host = configuration.organization("HospitalB").orElseThrow();
        assertThat(host.definition().roots()).hasSize(1);
        assertThat(host.definition().tlsRoots()).hasSize(1);
        assertThat(host.definition().crls()).hasSize(1);
        assertThat(host.application().orElseThrow().anchorPeers()).containsExactly(new Endpoint("127.0.0.2", 7051));
        assertThat(host.ordering().orElseThrow().endpoints()).containsExactly(new Endpoint("127.0.0.2", 7050));

        ChannelOrganization member = configuration.organization("ClinicF").orElseThrow();
        assertThat(member.application().orElseThrow().anchorPeers()).isEmpty();
        assertThat(member.ordering()).isEmpty();
        assertThat(configuration.organization("Nobody")).isEmpty();
    }

    @Test
    void consentersAreThoseOfTheProfile() {
        assertThat(configuration.consenters()).hasSize(5);
        Consenter second = configuration.consenters().get(1);
        assertThat(second.id()).isEqualTo(2);
        assertThat(second.mspId()).isEqualTo("HospitalB");
        assertThat(second.endpoint()).isEqualTo(new Endpoint("127.0.0.2", 7050));
        assertThat(second.identity().getSubjectX500Principal().getName()).contains("OU=orderer");
        assertThat(second.clientTls()).isEqualTo(second.serverTls());
    }

    @Test
    void policiesAreReadable() {
        assertThat(configuration.policies())
                .containsEntry("/Channel/Admins", "a majority of the Admins policies below")
                .containsEntry("/Channel/Readers", "any of the Readers policies below")
                .containsEntry(
                        "/Channel/Application/Endorsement",
                        "3 of (HospitalA.peer, HospitalB.peer, HospitalC.peer, HospitalD.peer)")
                .containsEntry(
                        "/Channel/Application/ClinicF/Writers",
                        "1 of (ClinicF.admin, ClinicF.client, ClinicF.orderer)");
        assertThat(configuration.policies().get("/Channel/Orderer/BlockValidation"))
                .startsWith("4 of (HospitalA's CN=orderer0,")
                .contains("SHA-256 ");
        assertThat(configuration.endorsement())
                .contains(new EndorsementRule(3, List.of("HospitalA", "HospitalB", "HospitalC", "HospitalD")));
    }

    @Test
    void theOrderersCanBeAskedWithNothingButABlock() {
        List<OrdererAddress> orderers = OrdererAddress.of(configuration);

        assertThat(orderers).hasSize(5);
        assertThat(orderers.get(0).toString()).isEqualTo("HospitalA's orderer at 127.0.0.1:7050");
        assertThat(orderers.get(0).tlsRoots())
                .isEqualTo(configuration
                        .organization("HospitalA")
                        .orElseThrow()
                        .definition()
                        .tlsRoots());
    }

    @Test
    void aNewChannelHasNoFault() {
        assertThat(ChannelChecks.faults(configuration)).isEmpty();
    }

    @Test
    void organizationsAreEncodedAsConfigtxgenDoes() {
        for (ChannelOrganization organization : configuration.organizations().values()) {
            ConfigGroup group = ConfigTree.group(configuration.root(), "Application", organization.mspId())
                    .orElseThrow();
            ChannelConfiguration without = configuration.with(ConfigTree.change(
                    configuration.root(),
                    application -> application.removeGroups(organization.mspId()),
                    "Application"));

            ConfigGroup again = ConfigTree.group(
                            ChannelEdit.of(without)
                                    .addToApplication(
                                            organization.definition(),
                                            organization
                                                    .application()
                                                    .orElseThrow()
                                                    .anchorPeers())
                                    .done()
                                    .root(),
                            "Application",
                            organization.mspId())
                    .orElseThrow();

            assertThat(again).isEqualTo(group);
        }
    }

    @Test
    void whatIsNotUnderstoodIsNotShownInPart() {
        ConfigGroup noMsp =
                ConfigTree.change(configuration.root(), group -> group.removeValues("MSP"), "Application", "ClinicF");
        ConfigGroup twoDefinitions = ConfigTree.change(
                configuration.root(),
                group -> group.putValues(
                        "MSP",
                        ConfigValue.newBuilder()
                                .setValue(MspDefinition.encode(withoutLists("HospitalA")))
                                .build()),
                "Orderer",
                "HospitalA");
        ConfigGroup strange = ConfigTree.change(
                configuration.root(),
                group -> group.putValues(
                        "MSP",
                        ConfigValue.newBuilder()
                                .setValue(MspDefinition.encode(withoutLists("ClinicF"))
                                        .concat(UNKNOWN_FIELD))
                                .build()),
                "Application",
                "ClinicF");
        ConfigGroup renamed = ConfigTree.change(
                configuration.root(),
                group -> group.putGroups("ClinicX", group.getGroupsOrThrow("ClinicF")),
                "Application");

        refuses(noMsp, "/Channel/Application/ClinicF has no MSP definition");
        refuses(twoDefinitions, "HospitalA has two different MSP definitions");
        refuses(strange, "parts that this program does not know");
        refuses(renamed, "ClinicX defines the MSP ClinicF");
        refuses(configuration.root().toBuilder().removeGroups("Application").build(), "has no Application group");
        assertThatThrownBy(() -> ConfigBlock.parse(ByteString.copyFromUtf8("no block")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("no block");
        assertThatThrownBy(() -> ConfigBlock.parse(ByteString.EMPTY))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("holds no configuration");
    }

    private Organization withoutLists(String mspId) {
        Organization whole = configuration.organization(mspId).orElseThrow().definition();
        return new Organization(mspId, whole.roots(), whole.tlsRoots(), List.of());
    }

    private void refuses(ConfigGroup root, String words) {
        assertThatThrownBy(() -> configuration.with(root))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(words);
    }
}

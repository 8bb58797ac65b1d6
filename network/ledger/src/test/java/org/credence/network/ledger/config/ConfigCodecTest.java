package org.credence.network.ledger.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.credence.network.identity.IssueRequest;
import org.credence.network.ledger.Consortium;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.MSPConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigCodecTest {
    private static Consortium consortium;
    private static ChannelConfig config;

    @BeforeAll
    static void make(@TempDir Path folder) {
        consortium = new Consortium(folder, InstantSource.system(), "HostMSP", "AMSP", "BMSP");
        var authority = consortium.authority("AMSP");
        authority.revoke(authority.issue(IssueRequest.client("leaver")));
        config = ChannelConfig.first("credence", consortium.organizations(), "HostMSP")
                .next(consortium.organizations());
    }

    @Test
    void aConfigurationComesBack() throws Exception {
        ChannelConfig read = ConfigCodec.decode("credence", ConfigCodec.encode(config));

        assertThat(read.sequence()).isEqualTo(1);
        assertThat(read.host()).isEqualTo("HostMSP");
        assertThat(read.endorsement()).isEqualTo(new EndorsementPolicy(1, List.of("HostMSP")));
        assertThat(read.organizations()).isEqualTo(config.organizations());
        assertThat(ConfigCodec.encode(read)).isEqualTo(ConfigCodec.encode(config));
    }

    @Test
    void fabricFindsItsDefinitionsWhereItLooksForThem() throws Exception {
        ConfigGroup channel =
                ConfigEnvelope.parseFrom(ConfigCodec.encode(config)).getConfig().getChannelGroup();
        ConfigGroup application = channel.getGroupsOrThrow("Application");
        FabricMSPConfig msp = FabricMSPConfig.parseFrom(MSPConfig.parseFrom(application
                        .getGroupsOrThrow("AMSP")
                        .getValuesOrThrow("MSP")
                        .getValue())
                .getConfig());

        assertThat(application.getGroupsMap()).containsOnlyKeys("AMSP", "BMSP", "HostMSP");
        assertThat(msp.getName()).isEqualTo("AMSP");
        assertThat(msp.getRootCerts(0).toStringUtf8()).startsWith("-----BEGIN CERTIFICATE-----\n");
        assertThat(msp.getTlsRootCertsCount()).isEqualTo(1);
        assertThat(msp.getRevocationList(0).toStringUtf8()).startsWith("-----BEGIN X509 CRL-----\n");
        assertThat(msp.getFabricNodeOus().getEnable()).isTrue();
        assertThat(msp.getFabricNodeOus().getPeerOuIdentifier().getOrganizationalUnitIdentifier())
                .isEqualTo("peer");
        assertThat(channel.getGroupsOrThrow("Orderer").getGroupsMap()).containsOnlyKeys("HostMSP");
        assertThat(application.getPoliciesMap())
                .containsOnlyKeys("Readers", "Writers", "Admins", "Endorsement", "LifecycleEndorsement");
    }

    @Test
    void noChangedByteGivesTheSameConfiguration() {
        byte[] bytes = ConfigCodec.encode(config).toByteArray();
        for (int offset = 0; offset < bytes.length; offset += 11) {
            byte[] changed = bytes.clone();
            changed[offset] ^= 0x20;
            ByteString other = ByteString.copyFrom(changed);
            try {
                assertThat(ConfigCodec.encode(ConfigCodec.decode("credence", other)))
                        .isEqualTo(other);
            } catch (InvalidConfigException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void rulesThatTheLedgerWouldNotEnforceAreRefused() throws Exception {
        ConfigEnvelope.Builder more = ConfigEnvelope.parseFrom(ConfigCodec.encode(config)).toBuilder();
        more.getConfigBuilder()
                .getChannelGroupBuilder()
                .putValues("Extra", org.hyperledger.fabric.protos.common.ConfigValue.getDefaultInstance());

        assertThatThrownBy(() -> ConfigCodec.decode("credence", more.build().toByteString()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("one encoding");
        assertThatThrownBy(() -> ConfigCodec.decode("credence", ByteString.EMPTY))
                .isInstanceOf(InvalidConfigException.class);
    }

    @Test
    void aConfigurationHoldsTogether() {
        var organizations = consortium.organizations();

        assertThatThrownBy(() -> ChannelConfig.first("Not a channel", organizations, "HostMSP"))
                .hasMessageContaining("a channel's name");
        assertThatThrownBy(() -> ChannelConfig.first("credence", organizations, "CMSP"))
                .hasMessageContaining("must be organizations of the channel");
        assertThatThrownBy(() ->
                        ChannelConfig.first("credence", List.of(organizations.get(0), organizations.get(0)), "AMSP"))
                .hasMessageContaining("two organizations are named AMSP");
        assertThatThrownBy(() -> new EndorsementPolicy(2, List.of("HostMSP"))).hasMessageContaining("1 to 1");
        assertThatThrownBy(() -> new EndorsementPolicy(1, List.of("A", "A"))).hasMessageContaining("each host once");
    }
}

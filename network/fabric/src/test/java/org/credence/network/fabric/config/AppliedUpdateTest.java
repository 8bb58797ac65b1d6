package org.credence.network.fabric.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.List;
import org.credence.network.identity.CertificateAuthority;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AppliedUpdateTest {
    @TempDir
    Path folder;

    private TestChannel channel;
    private ChannelConfiguration current;

    @BeforeEach
    void open() {
        channel = new TestChannel(folder);
        current = channel.configuration();
    }

    @Test
    void theSummarySaysWhoJoinsWithWhichRoots() {
        var newcomer = channel.organizations().organization("ClinicG");
        List<String> summary =
                summary(channel.update(new AddOrganization(newcomer, List.of(new Endpoint("127.0.0.7", 7051)))));

        assertThat(summary.get(0)).isEqualTo("channel credence, configuration 0 to 1");
        assertThat(summary)
                .contains("adds group /Channel/Application/ClinicG: a group")
                .contains("adds value /Channel/Application/ClinicG/AnchorPeers: peers 127.0.0.7:7051")
                .contains("adds policy /Channel/Application/ClinicG/Admins: 1 of (ClinicG.admin)")
                .anyMatch(line -> line.startsWith("adds value /Channel/Application/ClinicG/MSP: roots ")
                        && line.contains(Fingerprint.of(newcomer.roots().get(0))))
                .hasSize(8);
    }

    @Test
    void theSummarySaysWhoLeavesAndWhatIsRevoked() {
        assertThat(summary(channel.update(new RemoveOrganization("ClinicF"))))
                .contains("removes group /Channel/Application/ClinicF: a group");
        CertificateAuthority authority = channel.organizations().authority("HospitalA");
        var lost = channel.organizations().client("HospitalA").identity().certificate();
        authority.revoke(lost.getSerialNumber());
        assertThat(summary(channel.update(new EnforceRevocations("HospitalA", authority.crl()))))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("changes value /Channel/Orderer/HospitalA/MSP: from ")
                        && line.endsWith(
                                "revoked serials [" + lost.getSerialNumber().toString(16) + "]"));
    }

    @Test
    void whatIsNotKnownIsSeenByItsHashAndNothingForgesALine() {
        ChannelConfiguration wanted = current.with(ConfigTree.change(
                current.root(),
                group -> group.putValues(
                        "ACLs",
                        ConfigValue.newBuilder()
                                .setValue(ByteString.copyFromUtf8("x"))
                                .setModPolicy("Admins\nadds nothing")
                                .build()),
                "Application"));

        assertThat(summary(CarriedUpdate.between(current, wanted)))
                .containsExactly(
                        "channel credence, configuration 0 to 1",
                        "adds value /Channel/Application/ACLs: 1 bytes with SHA-256 "
                                + "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
                                + ", guarded by 'Admins\\u000aadds nothing'");
    }

    @Test
    void anUpdateThatWasMadeForAnotherConfigurationIsRefused() {
        CarriedUpdate first = channel.update(new RemoveOrganization("ClinicF"));
        CarriedUpdate second =
                channel.update(new AddOrganization(channel.organizations().organization("ClinicG"), List.of()));
        ChannelConfiguration after = AppliedUpdate.on(current, first.update()).after();

        assertThatThrownBy(() -> AppliedUpdate.on(after, second.update()))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("was not made for configuration 1 of channel credence")
                .hasMessageContaining("make it again");
        assertThatThrownBy(() -> AppliedUpdate.on(after, first.update())).isInstanceOf(ChangeRefusedException.class);
        assertThatThrownBy(() -> AppliedUpdate.on(ChannelConfiguration.of("other", current.config()), first.update()))
                .hasMessageContaining("the update is for channel 'credence', the configuration is of channel 'other'");
    }

    @Test
    void anUpdateThatBreaksTheChannelIsRefusedWhoeverMadeIt() {
        ConfigGroup three = ConfigTree.change(
                current.root(),
                group -> group.putValues(
                        "Orderers",
                        group.getValuesOrThrow("Orderers").toBuilder()
                                .setValue(ConsenterCodec.encode(
                                        current.consenters().subList(0, 3)))
                                .build()),
                "Orderer");

        assertThatThrownBy(() -> AppliedUpdate.on(
                        current,
                        CarriedUpdate.between(current, current.with(three)).update()))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("BFT ordering needs 4 consenters, there are 3")
                .hasMessageContaining("BlockValidation policy is not the quorum");
    }

    @Test
    void updatesThatSkipVersionsOrHideElementsAreRefused() {
        ConfigUpdate update = UpdateComputation.between(current, new RemoveOrganization("ClinicF").applyTo(current));
        ConfigUpdate.Builder skips = update.toBuilder();
        skips.setWriteSet(ConfigTree.change(
                update.getWriteSet(), group -> group.setVersion(group.getVersion() + 1), "Application"));
        ConfigUpdate.Builder hides = ConfigUpdate.newBuilder().setChannelId("credence");
        hides.setWriteSet(ConfigGroup.newBuilder()
                .putValues(
                        "Hidden",
                        ConfigValue.newBuilder().setModPolicy("Admins").build()));
        hides.setReadSet(ConfigGroup.newBuilder());

        assertThatThrownBy(() -> AppliedUpdate.on(current, skips.build().toByteString()))
                .hasMessageContaining("/Channel/Application is at version 0, the update writes version 2");
        assertThatThrownBy(() -> AppliedUpdate.on(current, hides.build().toByteString()))
                .hasMessageContaining("writes /Channel/Hidden without listing it in its group");
        assertThatThrownBy(() -> AppliedUpdate.on(
                        current,
                        ConfigUpdate.newBuilder()
                                .setChannelId("credence")
                                .build()
                                .toByteString()))
                .hasMessageContaining("changes nothing");
    }

    @Test
    void aNameThatLooksLikeAnotherPlaceIsRefused() {
        ConfigUpdate.Builder twin = ConfigUpdate.newBuilder().setChannelId("credence");
        twin.setWriteSet(ConfigGroup.newBuilder()
                .setVersion(1)
                .setModPolicy("Admins")
                .putGroups(
                        "Application/ClinicF",
                        ConfigGroup.newBuilder().setModPolicy("Admins").build()));

        assertThatThrownBy(() -> AppliedUpdate.on(current, twin.build().toByteString()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("a name in /Channel is not of letters, digits, dots and hyphens");
    }

    private List<String> summary(CarriedUpdate update) {
        return AppliedUpdate.on(current, update.update()).summary();
    }
}

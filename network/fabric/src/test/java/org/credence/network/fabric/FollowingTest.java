package org.credence.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.credence.network.fabric.config.ChannelConfiguration;
import org.credence.network.fabric.config.ConfigBlock;
import org.credence.network.fabric.config.ConfigChange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a channel where HospitalA to HospitalE order and ClinicF is a member, by folders that know of the first four hosts alone. */
final class FollowingTest {
    private static final List<String> KNOWN = List.of("HospitalA", "HospitalB", "HospitalC", "HospitalD");

    @TempDir
    private Path root;

    private ConfigBlock inForce;
    private NetworkPlan before;

    @BeforeEach
    void prepare() throws IOException {
        try (var in = Objects.requireNonNull(ConfigBlock.class.getResourceAsStream("golden/genesis.block"))) {
            inForce = ConfigBlock.parse(ByteString.copyFrom(in.readAllBytes()));
        }
        before = NetworkPlan.local("credence", "credence", KNOWN, KNOWN.size(), new PortRange());
        for (String mspId : List.of("HospitalA", "HospitalE", "ClinicF", "ClinicX")) {
            Files.createDirectories(folder(mspId).msp());
        }
        before.write(folder("HospitalA").root());
        before.writeFile(root.resolve("plan.json"));
    }

    @Test
    void whoEnteredStandsInEveryFoldersPlan() {
        follow(inForce);

        for (String mspId : List.of("HospitalA", "HospitalE", "ClinicF")) {
            NetworkPlan plan = NetworkPlan.read(folder(mspId).root());
            assertThat(plan.members())
                    .containsExactly("HospitalA", "HospitalB", "HospitalC", "HospitalD", "ClinicF", "HospitalE");
            assertThat(plan.hosts()).hasSize(5);
            assertThat(plan.quorum()).isEqualTo(4);
            assertThat(folder(mspId).tlsRoot("HospitalE")).exists();
            assertThat(folder(mspId).configuration())
                    .hasBinaryContent(inForce.bytes().toByteArray());
        }
        assertThat(NetworkPlan.readFile(root.resolve("plan.json")))
                .isEqualTo(NetworkPlan.read(folder("HospitalA").root()));
    }

    @Test
    void aHostKeepsItsMachineAndAnothersIsWhereTheChannelSays() {
        follow(inForce);

        NetworkPlan plan = NetworkPlan.read(folder("HospitalA").root());
        assertThat(plan.hosts().subList(0, 4)).isEqualTo(before.hosts());
        Host other = plan.host("HospitalE");
        assertThat(inForce.configuration().consenters().get(4).endpoint()).hasToString(other.ordererEndpoint());
        assertThat(inForce.configuration()
                        .organization("HospitalE")
                        .orElseThrow()
                        .application()
                        .orElseThrow()
                        .anchorPeers())
                .first()
                .hasToString(other.peerEndpoint());
    }

    @Test
    void aMachineThatBeganToHostHereIsInThePlanWithAllItsPorts() {
        var machine = new Host("HospitalE", "127.0.0.1", "127.0.0.1", HostPorts.from(31_000));
        Machines.write(folder("HospitalE"), machine);

        follow(inForce);

        assertThat(NetworkPlan.read(folder("HospitalA").root()).host("HospitalE"))
                .isEqualTo(machine);
        assertThat(folder("HospitalE").machine()).doesNotExist();
    }

    @Test
    void whoIsNotOnTheChannelGetsNoPart() {
        follow(inForce);

        assertThat(NetworkPlan.isIn(folder("ClinicX").root())).isFalse();
        assertThat(folder("ClinicX").changedConfiguration()).doesNotExist();
    }

    @Test
    void whoLeftLearnsSoAndIsInNobodysPlan() {
        follow(inForce);
        ChannelConfiguration without = inForce.configuration();
        for (ConfigChange change : HostRules.leave(without, "HospitalE")) {
            without = change.applyTo(without);
        }

        new Following(root, NetworkPlan.read(folder("HospitalA").root()))
                .run(new ConfigBlock(7, without, ByteString.EMPTY, ByteString.copyFromUtf8("block 7")));

        assertThat(NetworkPlan.read(folder("HospitalA").root()).members()).doesNotContain("HospitalE");
        assertThat(NetworkPlan.read(folder("HospitalE").root()).hosts()).isEqualTo(before.hosts());
        assertThat(folder("HospitalE").configuration())
                .hasBinaryContent(inForce.bytes().toByteArray());
    }

    private void follow(ConfigBlock block) {
        new Following(root, before).run(block);
    }

    private OrganizationFolder folder(String mspId) {
        return OrganizationFolder.in(root, mspId);
    }
}

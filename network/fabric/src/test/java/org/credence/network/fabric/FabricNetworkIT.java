package org.credence.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.credence.network.fabric.config.EnforceRevocations;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.IssueRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class FabricNetworkIT {
    @TempDir
    private Path folder;

    private FabricNetwork network;

    @BeforeEach
    void found() {
        FabricPrograms programs = TestFabric.require();
        network = FabricNetwork.found(folder.resolve("network"), TestFabric.plan(5), TestFabric.environment(programs));
    }

    @AfterEach
    void stop() {
        if (network != null) {
            network.down();
        }
    }

    @Test
    void startsTellsHowItIsEndsAndGoesOnWithItsData() {
        network.up();
        NetworkStatus up = network.status();
        assertThat(up.isWell()).as("%s", up).isTrue();
        assertThat(up.leader()).contains("Org01");
        assertThat(up.contract()).isEqualTo("credence 1.0, sequence 1");
        network.down();
        assertThat(network.status().hosts()).noneMatch(host -> host.peerRunning() || host.ordererRunning());

        network = FabricNetwork.open(folder.resolve("network"), TestFabric.environment(TestFabric.require()));
        network.up();
        assertThat(network.status().height()).isGreaterThanOrEqualTo(up.height());
    }

    @Test
    void aNewVersionOfTheContractComesIntoForce() {
        network.up();
        network.upgrade("2.0", TestFabric.contract());
        // As the other machines' operators do after it is in force.
        network.upgrade("2.0", TestFabric.contract());
        assertThat(network.status().contract()).isEqualTo("credence 2.0, sequence 2");
        assertThat(network.contracts("Org01"))
                .filteredOn(DaemonProcess::isRunning)
                .hasSize(1);
    }

    @Test
    void aNewRevocationListComesIntoForce() {
        network.up();
        var clock = InstantSource.system();
        var random = new SecureRandom();
        var authority = CertificateAuthority.open(network.organization("Org01").authority(), clock, random);
        authority.revoke(authority.issue(IssueRequest.client("lost")));

        new ChannelAdministration(network, clock, random)
                .apply(new EnforceRevocations("Org01", authority.crl()), List.of("Org01"));

        assertThat(new ChannelAdministration(network, clock, random)
                        .configuration()
                        .organization("Org01")
                        .orElseThrow()
                        .definition()
                        .crls())
                .containsExactly(authority.crl());
    }

    @Test
    void aHostThatLostItsDataTakesThemFromTheOthers() throws IOException {
        network.up();
        long height = network.status().height();
        network.down();
        for (String node : List.of("peer", "orderer")) {
            delete(network.organization("Org04").root().resolve(node).resolve("data"));
        }

        network.up();

        NetworkStatus after = network.status();
        assertThat(after.isWell()).as("%s", after).isTrue();
        assertThat(after.hosts()).allSatisfy(host -> {
            assertThat(host.peerHeight()).isGreaterThanOrEqualTo(height);
            assertThat(host.ordererHeight()).isGreaterThanOrEqualTo(height);
        });
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

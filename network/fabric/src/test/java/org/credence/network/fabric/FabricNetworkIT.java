package org.credence.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
        assertThat(network.status().contract()).isEqualTo("credence 2.0, sequence 2");
        assertThat(network.contracts("Org01"))
                .filteredOn(DaemonProcess::isRunning)
                .hasSize(1);
    }
}

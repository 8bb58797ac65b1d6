package org.credence.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConnectionProfileTest {
    @TempDir
    Path folder;

    private TestNetwork network;

    @BeforeEach
    void createNetwork() {
        network = new TestNetwork(folder);
    }

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void aProfileComesBackFromItsFile() {
        Path file = folder.resolve("profile.json");
        var other = new GatewayEndpoint("peer.hospital.example:443", "peer0", roots());
        for (ConnectionProfile profile : List.of(
                network.profile(7051),
                new ConnectionProfile("c", "x", List.of(other)),
                new ConnectionProfile("c", "x", List.of(other, GatewayEndpoint.of("[::1]:7051", roots()))))) {
            profile.write(file);
            assertThat(ConnectionProfile.read(file)).isEqualTo(profile);
        }
    }

    @Test
    void theAuthorityIsTheHostUnlessSaidOtherwise() {
        assertThat(network.profile(7051).gateways().get(0).authority()).isEqualTo("127.0.0.1");
        assertThat(GatewayEndpoint.of("[::1]:7051", roots()).authority()).isEqualTo("[::1]");
    }

    private List<X509Certificate> roots() {
        return network.profile(1).gateways().get(0).tlsRoots();
    }

    @Test
    void whatIsWrongIsSaid() {
        List<X509Certificate> roots = roots();
        GatewayEndpoint gateway = GatewayEndpoint.of("a:1", roots);
        assertRefused(() -> ConnectionProfile.of("127.0.0.1", "c", "x", roots), "endpoint must be host:port");
        assertRefused(() -> ConnectionProfile.of("http://a:1", "c", "x", roots), "endpoint must be host:port");
        assertRefused(() -> new GatewayEndpoint("a:1", " ", roots), "authority must name the peer");
        assertRefused(() -> new ConnectionProfile("c", "x", List.of()), "gateways must name at least one peer");
        assertRefused(
                () -> new ConnectionProfile("c", "x", List.of(gateway, gateway)),
                "gateways must name each endpoint once, was twice a:1");
        assertRefused(() -> ConnectionProfile.of("a:1", "", "x", roots), "channel must be letters");
        assertRefused(() -> ConnectionProfile.of("a:1", "c", "x y", roots), "chaincode must be letters");
        assertRefused(() -> ConnectionProfile.of("a:1", "c", "x", List.of()), "tlsRoots must hold");
    }

    @Test
    void aBrokenFileIsNamed() throws IOException {
        Path file = folder.resolve("profile.json");
        assertThatThrownBy(() -> ConnectionProfile.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("profile.json");
        network.profile(7051).write(file);
        String good = Files.readString(file);
        for (String bad : List.of(
                "{}",
                good.replace("\"channel\"", "\"chanel\""),
                good.replace("127.0.0.1:7051", "nowhere"),
                good + "x")) {
            Files.writeString(file, bad);
            assertThatThrownBy(() -> ConnectionProfile.read(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("profile.json");
        }
        Files.writeString(file, good.replace("BEGIN CERTIFICATE", "BEGIN CERT"));
        assertThatThrownBy(() -> ConnectionProfile.read(file))
                .hasMessageContaining("profile.json gateways[0] tlsRoots");
    }

    private static void assertRefused(ThrowingCallable made, String words) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(words);
    }
}

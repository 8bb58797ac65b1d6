package org.credence.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSettingsTest {
    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void complete(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("some.pem"));
        environment.put("CORE_CHAINCODE_ID_NAME", "credence:1");
        environment.put("CHAINCODE_SERVER_ADDRESS", "127.0.0.1:9999");
        environment.put("CREDENCE_TLS_KEY", file.toString());
        environment.put("CREDENCE_TLS_CERTIFICATE", file.toString());
        environment.put("CREDENCE_TLS_PEER_ROOTS", file.toString());
    }

    @Test
    void readsTheEnvironment() {
        ServiceSettings settings = ServiceSettings.of(environment);

        assertThat(settings.packageId()).isEqualTo("credence:1");
        assertThat(settings.address().getPort()).isEqualTo(9999);
    }

    @Test
    void namesTheVariableThatIsMissing() {
        for (String name : environment.keySet()) {
            var without = new TreeMap<>(environment);
            without.remove(name);
            assertThatThrownBy(() -> ServiceSettings.of(without))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(name + " must be set to ");
        }
    }

    @Test
    void saysWhatAWrongVariableShouldBe() {
        for (String address : new String[] {"9999", "host:", "host:port", "host:70000"}) {
            environment.put("CHAINCODE_SERVER_ADDRESS", address);
            assertThatThrownBy(() -> ServiceSettings.of(environment))
                    .hasMessage("CHAINCODE_SERVER_ADDRESS must be host:port, was '" + address + "'");
        }
        environment.put("CHAINCODE_SERVER_ADDRESS", "127.0.0.1:1");
        environment.put("CREDENCE_TLS_KEY", "nowhere.pem");
        assertThatThrownBy(() -> ServiceSettings.of(environment))
                .hasMessage("CREDENCE_TLS_KEY must name a file that can be read, was nowhere.pem");
    }
}

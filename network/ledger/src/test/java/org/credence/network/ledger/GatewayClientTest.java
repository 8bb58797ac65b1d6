package org.credence.network.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GatewayClientTest {
    @Test
    void fabricsClientSubmitsAndReads(@TempDir Path folder) throws Exception {
        Consortium consortium = new Consortium(folder, InstantSource.system(), "HostMSP", "AMSP");
        try (EmbeddedLedger ledger = EmbeddedLedger.start(consortium.config());
                Client client = new Client(
                        ledger.port(),
                        consortium.client("AMSP"),
                        consortium.organizations().stream()
                                .filter(o -> o.mspId().equals("HostMSP"))
                                .findFirst()
                                .orElseThrow()
                                .tlsRoots()
                                .get(0))) {
            byte[] result = client.contract().submitTransaction("put", "a", "1");

            assertThat(new String(result, StandardCharsets.UTF_8)).isEqualTo("1");
            assertThat(client.contract().evaluateTransaction("get", "a"))
                    .asString()
                    .isEqualTo("1");
            assertThat(ledger.height()).isEqualTo(2);
        }
    }
}

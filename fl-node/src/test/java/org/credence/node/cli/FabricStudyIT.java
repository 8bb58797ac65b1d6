package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.credence.network.fabric.FabricPrograms;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo's study of 13 members on a real Fabric network with 4 hosts, beside the same on the embedded ledger. */
@Timeout(600)
final class FabricStudyIT {
    private static final String ROUNDS = "50";

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireFabric() {
        Assumptions.assumeTrue(
                FabricPrograms.present(System.getenv("PATH")),
                "skipped: peer, orderer, configtxgen and osnadmin of Hyperledger Fabric v3.1 or later are not on PATH");
    }

    @Test
    void bothEnginesComeToTheSameModelScoresCreditAndStatement() throws IOException {
        JsonNode fabric = report("fabric");
        JsonNode embedded = report("embedded");
        assertThat(fabric.path("ledger").path("engine").asText()).isEqualTo("fabric");
        for (String same : new String[] {"model", "credit", "claims", "contribution", "privacy"}) {
            assertThat(fabric.path(same)).as(same).isEqualTo(embedded.path(same));
        }
        assertThat(fabric.path("audit").path("verdict").asText()).isEqualTo("pass");
    }

    private JsonNode report(String ledger) throws IOException {
        Path out = folder.resolve(ledger);
        var console = new StringWriter();
        var errors = new StringWriter();
        int code = Credence.execute(
                new PrintWriter(console),
                new PrintWriter(errors),
                "demo",
                "--ledger",
                ledger,
                "--rounds",
                ROUNDS,
                "--out",
                out.toString());
        assertThat(code).as("%s%n%s", console, errors).isZero();
        return new JsonMapper().readTree(out.resolve("report.json").toFile());
    }
}

package org.credence.network.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.logging.LogManager;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.contract.ContractRouter;
import org.hyperledger.fabric.shim.ChaincodeServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contract of annotations, behind the shim's own router. */
final class AnnotatedContractTest {
    private static ContractRouter router() throws Exception {
        ContractRouter router = new ContractRouter(new String[] {"-i", "assets:1"});
        // Finds the contracts and then asks a server to start, which there need not be: the ledger calls the router.
        router.startRouterWithChaincodeServer(new ChaincodeServer() {
            @Override
            public void start() {}

            @Override
            public void stop() {}
        });
        // The shim has set up logging for a process of its own; this is not one.
        LogManager.getLogManager().readConfiguration();
        return router;
    }

    @Test
    void itWorksAsItIs(@TempDir Path folder) throws Exception {
        Consortium consortium = new Consortium(folder, InstantSource.system(), "HostMSP");
        try (EmbeddedLedger ledger = EmbeddedLedger.start(consortium.config(Map.of("assets", router())));
                Client client = new Client(
                        ledger.port(),
                        consortium.client("HostMSP"),
                        consortium
                                .authority("HostMSP")
                                .organization()
                                .tlsRoots()
                                .get(0))) {
            Contract assets = client.network().getContract("assets");

            assets.submitTransaction("create", "a", "7");

            assertThat(assets.evaluateTransaction("read", "a")).asString().isEqualTo("7");
            assertThat(assets.evaluateTransaction("who")).asString().isEqualTo("HostMSP");
            assertThat(assets.evaluateTransaction("org.hyperledger.fabric:GetMetadata"))
                    .asString()
                    .contains("AssetContract");
            assertThatThrownBy(() -> assets.submitTransaction("create", "a", "8"))
                    .isInstanceOfSatisfying(
                            EndorseException.class,
                            e -> assertThat(e.getDetails().get(0).getMessage()).contains("a exists"));
        }
    }
}

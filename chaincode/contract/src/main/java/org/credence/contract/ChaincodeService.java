package org.credence.contract;

import java.io.IOException;
import java.util.Properties;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.NettyChaincodeServer;
import org.hyperledger.fabric.traces.Traces;

/**
 * The contract as a service that its peer calls over mutual TLS ("chaincode as a service"). One process for each peer, because the
 * shim keeps one connection's state.
 */
public final class ChaincodeService {
    private ChaincodeService() {}

    /** Serves until the process ends; ends with status 2 and one line if the environment is wrong. */
    public static void main(String[] args) throws IOException, InterruptedException {
        ServiceSettings settings;
        try {
            settings = ServiceSettings.of(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        server(settings).start();
    }

    /** A server that is ready to start; starting it blocks until it is stopped. */
    static NettyChaincodeServer server(ServiceSettings settings) throws IOException {
        var contract = new CredenceChaincode(settings.packageId());
        Properties config = contract.getChaincodeConfig();
        Metrics.initialize(config);
        Traces.initialize(config);

        var properties = new ChaincodeServerProperties();
        properties.setServerAddress(settings.address());
        properties.setTlsEnabled(true);
        properties.setKeyFile(settings.key().toString());
        properties.setKeyCertChainFile(settings.certificate().toString());
        properties.setTrustCertCollectionFile(settings.peerRoots().toString());
        return new NettyChaincodeServer(contract, properties);
    }
}

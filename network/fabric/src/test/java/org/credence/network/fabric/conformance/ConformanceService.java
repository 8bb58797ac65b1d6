package org.credence.network.fabric.conformance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Properties;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.NettyChaincodeServer;
import org.hyperledger.fabric.traces.Traces;

/** {@link ConformanceChaincode} as a service that its peer calls, with the settings of the consortium's own contract. */
public final class ConformanceService {
    private ConformanceService() {}

    /** Serves until the process ends. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, String> environment = System.getenv();
        var contract = new ConformanceChaincode();
        contract.processEnvironmentOptions();
        Properties config = contract.getChaincodeConfig();
        Metrics.initialize(config);
        Traces.initialize(config);

        var properties = new ChaincodeServerProperties();
        properties.setServerAddress(address(required(environment, "CHAINCODE_SERVER_ADDRESS")));
        properties.setTlsEnabled(true);
        properties.setKeyFile(required(environment, "CREDENCE_TLS_KEY"));
        properties.setKeyCertChainFile(required(environment, "CREDENCE_TLS_CERTIFICATE"));
        properties.setTrustCertCollectionFile(required(environment, "CREDENCE_TLS_PEER_ROOTS"));
        new NettyChaincodeServer(contract, properties).start();
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " must be set");
        }
        return value;
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
}

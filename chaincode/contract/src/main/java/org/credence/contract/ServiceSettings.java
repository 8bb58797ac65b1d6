package org.credence.contract;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * How the contract runs as a service of its own, from the environment.
 *
 * @param packageId under which the peer installed the contract ({@code CORE_CHAINCODE_ID_NAME})
 * @param address that the peer calls ({@code CHAINCODE_SERVER_ADDRESS}, host:port)
 * @param key private key of the service's TLS certificate, PEM ({@code CREDENCE_TLS_KEY})
 * @param certificate the service's TLS certificate and its chain, PEM ({@code CREDENCE_TLS_CERTIFICATE})
 * @param peerRoots roots of the peers' TLS certificates, PEM ({@code CREDENCE_TLS_PEER_ROOTS}); nobody else may call
 */
record ServiceSettings(String packageId, InetSocketAddress address, Path key, Path certificate, Path peerRoots) {
    /**
     * The settings in these variables.
     *
     * @throws IllegalArgumentException naming the variable that is missing or wrong, and what would be right
     */
    static ServiceSettings of(Map<String, String> environment) {
        return new ServiceSettings(
                required(environment, "CORE_CHAINCODE_ID_NAME", "the package id"),
                address(required(environment, "CHAINCODE_SERVER_ADDRESS", "host:port")),
                file(environment, "CREDENCE_TLS_KEY"),
                file(environment, "CREDENCE_TLS_CERTIFICATE"),
                file(environment, "CREDENCE_TLS_PEER_ROOTS"));
    }

    private static String required(Map<String, String> environment, String name, String meaning) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("%s must be set to %s".formatted(name, meaning));
        }
        return value;
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IllegalArgumentException("CHAINCODE_SERVER_ADDRESS must be host:port, was '" + text + "'", e);
        }
    }

    private static Path file(Map<String, String> environment, String name) {
        Path file = Path.of(required(environment, name, "a PEM file"));
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("%s must name a file that can be read, was %s".formatted(name, file));
        }
        return file;
    }
}

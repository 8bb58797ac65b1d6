package org.credence.network.fabric;

import java.util.List;
import java.util.regex.Pattern;

/**
 * An organization that runs a peer and an ordering node.
 *
 * @param mspId the organization
 * @param address name or IP address under which all others reach it; stands in its TLS certificates
 * @param listen IP address to bind to; {@code 0.0.0.0} only by the operator's own wish
 */
public record Host(String mspId, String address, String listen, HostPorts ports) {
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    public Host {
        requireAddress("address", address);
        requireAddress("listen", listen);
    }

    private static void requireAddress(String field, String value) {
        if (!ADDRESS.matcher(value).matches()) {
            throw new IllegalArgumentException(field + " must be a host name or an IPv4 address, was '" + value + "'");
        }
    }

    /** Where clients and other peers reach its peer. */
    public String peerEndpoint() {
        return address + ":" + ports.peer();
    }

    /** Where clients, peers and other ordering nodes reach its ordering node. */
    public String ordererEndpoint() {
        return address + ":" + ports.orderer();
    }

    /** What its TLS certificates name. */
    List<String> tlsNames() {
        return address.equals("127.0.0.1") ? List.of("localhost", "127.0.0.1") : List.of(address);
    }

    /** Where its administrator reaches its ordering node. */
    String ordererAdminEndpoint() {
        return address + ":" + ports.ordererAdmin();
    }

    /** Where its peer reaches the contract of this sequence. */
    String contractEndpoint(int sequence) {
        return address + ":" + ports.contract(sequence);
    }
}

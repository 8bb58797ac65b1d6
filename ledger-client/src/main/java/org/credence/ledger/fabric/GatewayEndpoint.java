package org.credence.ledger.fabric;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where one peer's gateway is, and how it proves that it is that peer.
 *
 * @param endpoint host and port, as {@code 127.0.0.1:7051} or {@code [::1]:7051}
 * @param authority the name or address that the peer's TLS certificate must carry; the endpoint's host, unless it is reached by another
 * @param tlsRoots roots of the peer's TLS certificate, at least one
 */
public record GatewayEndpoint(String endpoint, String authority, List<X509Certificate> tlsRoots) {
    private static final Pattern ENDPOINT = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+):([0-9]{1,5})");

    public GatewayEndpoint {
        if (!ENDPOINT.matcher(endpoint).matches()) {
            throw new IllegalArgumentException("endpoint must be host:port, was '" + endpoint + "'");
        }
        if (authority.isBlank()) {
            throw new IllegalArgumentException("authority must name the peer as its TLS certificate does, was empty");
        }
        tlsRoots = List.copyOf(tlsRoots);
        if (tlsRoots.isEmpty()) {
            throw new IllegalArgumentException("tlsRoots must hold the root of the peer's TLS certificate, was empty");
        }
    }

    /** A gateway whose peer is named in its certificate as it is reached. */
    public static GatewayEndpoint of(String endpoint, List<X509Certificate> tlsRoots) {
        int port = endpoint.lastIndexOf(':');
        return new GatewayEndpoint(endpoint, port < 0 ? endpoint : endpoint.substring(0, port), tlsRoots);
    }
}

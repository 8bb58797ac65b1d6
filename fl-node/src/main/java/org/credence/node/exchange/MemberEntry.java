package org.credence.node.exchange;

import java.net.URI;
import org.credence.network.identity.TlsTrust;
import org.credence.protocol.MemberId;

/**
 * What the others know of a member's node.
 *
 * @param address where it serves: {@code https}, a host that its certificate names, a port, and nothing behind it
 * @param tls what makes a certificate one of this member's
 * @param active whether it may fetch from others; from one that may not, others still fetch what it committed before
 */
public record MemberEntry(MemberId member, URI address, TlsTrust tls, boolean active) {
    /** The largest port number. */
    private static final int MAX_PORT = 65_535;

    public MemberEntry {
        if (!tls.mspId().equals(member.value())) {
            throw new IllegalArgumentException(
                    "the TLS roots of %s must be its own, were those of %s".formatted(member, tls.mspId()));
        }
        if (!isServer(address)) {
            throw new IllegalArgumentException(
                    "the address of %s must be https://host:port without a path, was %s".formatted(member, address));
        }
    }

    private static boolean isServer(URI address) {
        String path = address.getRawPath();
        return "https".equals(address.getScheme())
                && address.getHost() != null
                && address.getPort() > 0
                && address.getPort() <= MAX_PORT
                && address.getRawUserInfo() == null
                && (path == null || path.isEmpty())
                && address.getRawQuery() == null
                && address.getRawFragment() == null;
    }
}

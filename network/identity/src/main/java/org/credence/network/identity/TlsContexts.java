package org.credence.network.identity;

import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Mutual TLS 1.3 between organizations, by the JDK. An older version is not spoken: both ends are this project's. */
public final class TlsContexts {
    /** The one version of TLS that is spoken. */
    public static final String PROTOCOL = "TLSv1.3";

    private TlsContexts() {}

    /**
     * A context for either end of a connection. Both certificate and trust are asked for at each handshake: a renewed certificate,
     * a new member or a revocation needs no new context. A resumed session repeats neither check, so that whoever serves asks
     * {@link TlsTrust#verify} for each connection besides.
     *
     * @param own the TLS identity to show, the newest one at each call
     * @param clock by which certificates are valid
     */
    public static SSLContext mutual(Supplier<Identity> own, TlsTrusts trusts, InstantSource clock) {
        try {
            SSLContext context = SSLContext.getInstance(PROTOCOL);
            context.init(
                    new KeyManager[] {new RenewableKeys(own)},
                    new TrustManager[] {new OrganizationTrust(trusts, clock)},
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS 1.3", e);
        }
    }
}

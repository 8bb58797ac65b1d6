package org.credence.network.identity;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts a certificate as one of the organization that it names, if that is one of those that may be at the other end: first by our
 * own checks, whose refusals are in words, then by all that the JDK checks (algorithms, path, and the host's name for whoever
 * calls). The roots of one organization are never good for another's certificate.
 */
final class OrganizationTrust extends X509ExtendedTrustManager {
    private final TlsTrusts trusts;
    private final InstantSource clock;

    OrganizationTrust(TlsTrusts trusts, InstantSource clock) {
        this.trusts = trusts;
        this.clock = clock;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checked(chain, TlsUse.CALLING).checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checked(chain, TlsUse.SERVING).checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checked(chain, TlsUse.CALLING).checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checked(chain, TlsUse.SERVING).checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw withoutConnection();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw withoutConnection();
    }

    /** Nothing is told to strangers of who the members' authorities are; whoever has a certificate shows it. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private static CertificateException withoutConnection() {
        return new CertificateException("a certificate is checked on a connection, whose other end has a name");
    }

    private X509ExtendedTrustManager checked(X509Certificate @Nullable [] chain, TlsUse use)
            throws CertificateException {
        if (chain == null || chain.length == 0) {
            throw new CertificateException("the other end showed no certificate");
        }
        Instant now = clock.instant();
        try {
            TlsTrust trust = trust(chain[0]);
            trust.verify(chain[0], use, now);
            return platform(trust, now);
        } catch (CertificateRefusedException e) {
            throw new CertificateException(e.getMessage(), e);
        }
    }

    private TlsTrust trust(X509Certificate certificate) {
        return TlsTrust.organization(certificate)
                .flatMap(trusts::of)
                .orElseThrow(() -> CertificateChecks.refused(
                        CertificateRefusedException.Reason.UNKNOWN_ISSUER,
                        certificate,
                        "names no organization that is expected here; use one of the organization that is"));
    }

    private static X509ExtendedTrustManager platform(TlsTrust trust, Instant now) throws CertificateException {
        try {
            var parameters = new PKIXBuilderParameters(
                    trust.roots().stream()
                            .map(root -> new TrustAnchor(root, null))
                            .collect(Collectors.toSet()),
                    new X509CertSelector());
            parameters.setRevocationEnabled(false); // Lists are looked at above; the JDK would fetch some.
            parameters.setDate(Date.from(now));
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(parameters));
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
            throw new IllegalStateException("every Java platform has a PKIX trust manager");
        } catch (GeneralSecurityException e) {
            throw new CertificateException("the TLS roots of " + trust.mspId() + " cannot be used", e);
        }
    }
}

package org.credence.network.ledger.serve;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.credence.network.identity.Organization;
import org.credence.network.ledger.config.ChannelConfig;

/**
 * Trusts TLS clients whose certificate was issued by a TLS root of an organization of the channel, as the configuration has
 * it at the time of the handshake.
 */
final class ChannelTrust extends X509ExtendedTrustManager {
    private final Supplier<ChannelConfig> config;
    private volatile Anchors anchors;

    private record Anchors(ChannelConfig config, X509ExtendedTrustManager manager) {}

    ChannelTrust(Supplier<ChannelConfig> config) {
        this.config = config;
        this.anchors = anchors(config.get());
    }

    private X509ExtendedTrustManager current() {
        ChannelConfig now = config.get();
        Anchors known = anchors;
        if (known.config() != now) {
            known = anchors(now);
            anchors = known;
        }
        return known.manager();
    }

    private static Anchors anchors(ChannelConfig config) {
        try {
            KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
            roots.load(null, null);
            for (Organization organization : config.organizations()) {
                for (X509Certificate root : organization.tlsRoots()) {
                    roots.setCertificateEntry(organization.mspId() + "-" + roots.size(), root);
                }
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(roots);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return new Anchors(config, extended);
                }
            }
            throw new IllegalStateException("the platform has no X.509 trust manager");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the TLS roots of the channel cannot be used", e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        current().checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        current().checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        current().checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("the ledger calls no servers");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("the ledger calls no servers");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("the ledger calls no servers");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return current().getAcceptedIssuers();
    }
}

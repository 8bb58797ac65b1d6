package org.credence.network.identity;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows the newest TLS identity at each handshake. JSSE asks for an alias first, then for certificate and key under it; an alias
 * is a certificate's serial, so that a renewal between the two does not mix one's certificate with the other's key.
 */
final class RenewableKeys extends X509ExtendedKeyManager {
    /** Handshakes that began with an older identity than these are long over. */
    private static final int REMEMBERED = 8;

    private final Supplier<Identity> newest;
    private final Map<String, Identity> shown = new LinkedHashMap<>();

    RenewableKeys(Supplier<Identity> newest) {
        this.newest = newest;
    }

    private @Nullable String alias(String @Nullable [] keyTypes) {
        Identity identity = newest.get();
        String algorithm = identity.certificate().getPublicKey().getAlgorithm();
        if (keyTypes == null || !Arrays.asList(keyTypes).contains(algorithm)) {
            return null;
        }
        String alias = identity.certificate().getSerialNumber().toString(16);
        remember(alias, identity);
        return alias;
    }

    private synchronized void remember(String alias, Identity identity) {
        shown.put(alias, identity);
        Iterator<String> oldest = shown.keySet().iterator();
        while (shown.size() > REMEMBERED) {
            oldest.next();
            oldest.remove();
        }
    }

    private synchronized @Nullable Identity shown(@Nullable String alias) {
        return shown.get(alias);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
        Identity identity = shown(alias);
        return identity == null ? null : new X509Certificate[] {identity.certificate()};
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
        Identity identity = shown(alias);
        return identity == null ? null : identity.privateKey();
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return alias(keyTypes);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            @Nullable String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return keyType == null ? null : alias(new String[] {keyType});
    }

    @Override
    public @Nullable String chooseClientAlias(
            String @Nullable [] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return alias(keyTypes);
    }

    @Override
    public @Nullable String chooseServerAlias(
            @Nullable String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return keyType == null ? null : alias(new String[] {keyType});
    }

    @Override
    public String @Nullable [] getClientAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
        return aliases(keyType);
    }

    @Override
    public String @Nullable [] getServerAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
        return aliases(keyType);
    }

    private String @Nullable [] aliases(@Nullable String keyType) {
        String alias = keyType == null ? null : alias(new String[] {keyType});
        return alias == null ? null : new String[] {alias};
    }
}

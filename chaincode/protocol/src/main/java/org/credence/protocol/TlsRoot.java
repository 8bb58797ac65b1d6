package org.credence.protocol;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A root of the TLS certificates that a member's node serves and calls with. Others trust it for this member alone.
 *
 * <p>A root is an X.509 certificate, version 3, of an authority (basic constraints, key usage keyCertSign), with a key on P-256, that has
 * signed itself; nothing wider, so that all peers come to one verdict whatever their Java.
 *
 * @param value Base64 of the certificate's DER, at most {@value #MAX_BYTES} bytes
 */
public record TlsRoot(String value) implements Comparable<TlsRoot> {
    /** The largest certificate; one of this consortium's has some 500 bytes. */
    public static final int MAX_BYTES = 3072;

    private static final String WHAT = "a TLS root";
    private static final int NOT_AN_AUTHORITY = -1;
    private static final int KEY_CERT_SIGN = 5;
    private static final int VERSION = 3;

    public TlsRoot {
        byte[] der = Base64Text.decode(WHAT, value, MAX_BYTES);
        X509Certificate certificate = parsed(der);
        if (certificate == null) {
            throw new IllegalArgumentException("a TLS root is the DER of one X.509 certificate, Base64");
        }
        if (!isAuthority(certificate)
                || !P256.isPublicKey(certificate.getPublicKey().getEncoded())) {
            throw new IllegalArgumentException(
                    "a TLS root is an authority's certificate (X.509 version 3, CA, keyCertSign) with a key on P-256");
        }
        if (!signedItself(certificate)) {
            throw new IllegalArgumentException(
                    "a TLS root has signed itself; register the root, not an authority below it or a node's own certificate");
        }
    }

    /**
     * The text of a certificate.
     *
     * @throws IllegalArgumentException unless it is a root of the form that is registered
     */
    public static TlsRoot of(X509Certificate certificate) {
        try {
            return new TlsRoot(Base64Text.of(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the certificate has no encoding", e);
        }
    }

    /** The certificate's DER. */
    public byte[] encoded() {
        return Base64Text.decode(WHAT, value, MAX_BYTES);
    }

    /** The certificate. */
    public X509Certificate certificate() {
        X509Certificate certificate = parsed(encoded());
        if (certificate == null) {
            throw new IllegalStateException("what was parsed once is parsed again");
        }
        return certificate;
    }

    /** SHA-256 of the DER, the certificate's fingerprint. */
    public Digest fingerprint() {
        return Digest.sha256(encoded());
    }

    private static @Nullable X509Certificate parsed(byte[] der) {
        try {
            var in = new ByteArrayInputStream(der);
            var certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return in.available() == 0 && Arrays.equals(certificate.getEncoded(), der) ? certificate : null;
        } catch (GeneralSecurityException | RuntimeException e) {
            // What parsers say of strangers' bytes differs from Java to Java, and would be endorsed.
            return null;
        }
    }

    private static boolean isAuthority(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return certificate.getVersion() == VERSION
                && certificate.getBasicConstraints() != NOT_AN_AUTHORITY
                && usage != null
                && usage[KEY_CERT_SIGN];
    }

    private static boolean signedItself(X509Certificate certificate) {
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** By the value's text. */
    @Override
    public int compareTo(TlsRoot other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return "TLS root " + fingerprint().brief();
    }
}

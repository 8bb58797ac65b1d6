package org.credence.network.fabric.config;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** SHA-256, for machines and for people who compare by telephone. */
final class Fingerprint {
    private Fingerprint() {}

    /** Subject and SHA-256 of the DER bytes, as {@code openssl x509 -fingerprint -sha256} prints them. */
    static String of(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName() + " (SHA-256 "
                + HexFormat.ofDelimiter(":").withUpperCase().formatHex(sha256(der(certificate))) + ")";
    }

    static String ofBytes(ByteString bytes) {
        return bytes.size() + " bytes with SHA-256 " + HexFormat.of().formatHex(sha256(bytes.toByteArray()));
    }

    static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("the certificate has no encoding", e);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

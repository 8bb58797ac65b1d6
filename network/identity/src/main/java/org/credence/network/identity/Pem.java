package org.credence.network.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;

/**
 * PEM in one canonical form, written and read: the label's line, Base64 in lines of 64 characters, the end line, each ended by
 * one line feed; nothing before, between or behind; the content in DER. So two files that mean the same certificate are equal
 * byte for byte, and a file that was changed anywhere is either refused here or fails its signature.
 */
public final class Pem {
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String CRL = "X509 CRL";
    private static final String REQUEST = "CERTIFICATE REQUEST";
    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final String PUBLIC_KEY = "PUBLIC KEY";

    /** Files above this length, in bytes, are not looked at: a revocation list of this length names some 20,000 certificates. */
    static final int MAX_LENGTH = 1 << 20;

    private static final Base64.Encoder ENCODER = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    /** A certificate's canonical PEM. */
    public static String encode(X509Certificate certificate) {
        try {
            return encode(CERTIFICATE, certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("the certificate has no encoding", e);
        }
    }

    /** A revocation list's canonical PEM. */
    public static String encode(X509CRL crl) {
        try {
            return encode(CRL, crl.getEncoded());
        } catch (CRLException e) {
            throw new IllegalArgumentException("the revocation list has no encoding", e);
        }
    }

    /** A private key's canonical PEM: PKCS#8, not encrypted. */
    static String encode(PrivateKey key) {
        return encode(PRIVATE_KEY, key.getEncoded());
    }

    /** A public key's canonical PEM: SubjectPublicKeyInfo. */
    static String encode(PublicKey key) {
        return encode(PUBLIC_KEY, key.getEncoded());
    }

    /**
     * The public key in a file.
     *
     * @throws IdentityException if the file cannot be read or is not the canonical PEM of one such key
     */
    static PublicKey readPublicKey(Path file, String algorithm) {
        byte[] der = content(PUBLIC_KEY, SafeFiles.read(file, MAX_LENGTH), file.toString());
        return parsed(
                "a public key of " + algorithm,
                file.toString(),
                () -> KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der)));
    }

    /** As {@link #readPrivateKey(Path)}, of a key that is not EC. */
    static PrivateKey readPrivateKey(Path file, String algorithm) {
        SafeFiles.warnIfShared(file);
        byte[] der = content(PRIVATE_KEY, SafeFiles.read(file, MAX_LENGTH), file.toString());
        return parsed(
                "a private key of " + algorithm,
                file.toString(),
                () -> KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der)));
    }

    /** A certification request's canonical PEM. */
    static String encodeRequest(byte[] der) {
        return encode(REQUEST, der);
    }

    /**
     * The DER of the certification requests in these bytes, each as canonical PEM, one after the other.
     *
     * @throws IdentityException if the bytes are anything else
     */
    static List<byte[]> requests(byte[] pem, String source) {
        String end = "-----END " + REQUEST + "-----\n";
        String text = new String(pem, StandardCharsets.ISO_8859_1);
        var requests = new ArrayList<byte[]>();
        int from = 0;
        do {
            int until = text.indexOf(end, from);
            String block = text.substring(from, until < 0 ? text.length() : until + end.length());
            requests.add(content(REQUEST, block.getBytes(StandardCharsets.ISO_8859_1), source));
            from += block.length();
        } while (from < text.length());
        return requests;
    }

    /**
     * The certificate in a file.
     *
     * @throws IdentityException if the file cannot be read or is not the canonical PEM of one X.509 certificate
     */
    public static X509Certificate readCertificate(Path file) {
        return certificate(SafeFiles.read(file, MAX_LENGTH), file.toString());
    }

    /**
     * The certificate in these bytes.
     *
     * @param source where the bytes come from, for the message
     * @throws IdentityException if the bytes are not the canonical PEM of one X.509 certificate
     */
    public static X509Certificate certificate(byte[] pem, String source) {
        byte[] der = content(CERTIFICATE, pem, source);
        return parsed("a certificate", source, () -> {
            var certificate = (X509Certificate) x509().generateCertificate(new ByteArrayInputStream(der));
            requireDer(der);
            requireDer(certificate.getSignature());
            return certificate;
        });
    }

    /**
     * The revocation list in a file.
     *
     * @throws IdentityException if the file cannot be read or is not the canonical PEM of one X.509 revocation list
     */
    public static X509CRL readCrl(Path file) {
        return crl(SafeFiles.read(file, MAX_LENGTH), file.toString());
    }

    /**
     * The revocation list in these bytes.
     *
     * @param source where the bytes come from, for the message
     * @throws IdentityException if the bytes are not the canonical PEM of one X.509 revocation list
     */
    public static X509CRL crl(byte[] pem, String source) {
        byte[] der = content(CRL, pem, source);
        return parsed("a revocation list", source, () -> {
            var crl = (X509CRL) x509().generateCRL(new ByteArrayInputStream(der));
            requireDer(der);
            requireDer(crl.getSignature());
            return crl;
        });
    }

    /**
     * The EC private key in a file. Warns in the log if others than the owner may read the file.
     *
     * @throws IdentityException if the file cannot be read or is not the canonical PEM of one PKCS#8 EC key
     */
    public static PrivateKey readPrivateKey(Path file) {
        SafeFiles.warnIfShared(file);
        return privateKey(SafeFiles.read(file, MAX_LENGTH), file.toString());
    }

    static PrivateKey privateKey(byte[] pem, String source) {
        byte[] der = content(PRIVATE_KEY, pem, source);
        return parsed("an EC private key", source, () -> EcKeys.decode(der));
    }

    private static String encode(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + ENCODER.encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    private static byte[] content(String label, byte[] pem, String source) {
        String begin = "-----BEGIN " + label + "-----\n";
        String end = "\n-----END " + label + "-----\n";
        String text = new String(pem, StandardCharsets.ISO_8859_1);
        if (text.startsWith(begin) && text.endsWith(end) && text.length() > begin.length() + end.length()) {
            byte[] der = base64(text.substring(begin.length(), text.length() - end.length()));
            if (Arrays.equals(encode(label, der).getBytes(StandardCharsets.ISO_8859_1), pem)) {
                return der;
            }
        }
        throw new IdentityException(source + " is not one PEM block '" + label
                + "' in canonical form (Base64 lines of 64 characters, line feeds, nothing around it);"
                + " restore the file as it was issued");
    }

    /** The bytes behind lines of Base64; for other text, bytes whose encoding is not that text. */
    private static byte[] base64(String lines) {
        try {
            return Base64.getMimeDecoder().decode(lines);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private interface Parser<T> {
        T parse() throws GeneralSecurityException, IOException;
    }

    /** Parsers of the JDK meet bytes of strangers with unchecked exceptions, too: all become one kind. */
    private static <T> T parsed(String what, String source, Parser<T> parser) {
        try {
            return parser.parse();
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new IdentityException(
                    source + " does not hold " + what + " in DER; restore the file as it was issued", e);
        }
    }

    private static void requireDer(byte[] bytes) throws IOException {
        if (!Arrays.equals(ASN1Primitive.fromByteArray(bytes).getEncoded(ASN1Encoding.DER), bytes)) {
            throw new IOException("the encoding is not DER");
        }
    }

    private static CertificateFactory x509() throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509");
    }
}

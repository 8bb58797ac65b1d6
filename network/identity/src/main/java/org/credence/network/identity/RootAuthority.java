package org.credence.network.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * One root: its certificate and key, and the shapes of what it signs. The shapes are those that Fabric 3.1 accepts, tried on a
 * running network: no extended key usage on enrolment leaves (Go would demand serverAuth of them), subject and authority key
 * identifiers everywhere, subject alternative names on TLS leaves (Go ignores the common name).
 */
record RootAuthority(X509Certificate certificate, PrivateKey key) {
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final Pattern IP = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:]*");

    /** The time during which a certificate is valid, both ends included. */
    record Period(Instant from, Instant until) {}

    private interface Extensions {
        void addTo(X509v3CertificateBuilder builder) throws IOException, GeneralSecurityException;
    }

    static RootAuthority create(String mspId, String name, BigInteger serial, Period period, SecureRandom random) {
        KeyPair keys = EcKeys.generate(random);
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, mspId)
                .addRDN(BCStyle.CN, name + "." + mspId)
                .build();
        var builder = new JcaX509v3CertificateBuilder(
                subject, serial, Date.from(period.from()), Date.from(period.until()), subject, keys.getPublic());
        X509Certificate root = sign(builder, keys.getPrivate(), random, extended -> {
            var identifiers = new JcaX509ExtensionUtils();
            extended.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            extended.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign | KeyUsage.cRLSign));
            extended.addExtension(
                    Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(keys.getPublic()));
        });
        return new RootAuthority(root, keys.getPrivate());
    }

    /** An enrolment certificate: it signs transactions and says who its holder is. */
    X509Certificate enrolment(
            X500Name subject,
            SortedMap<String, String> attributes,
            PublicKey holder,
            BigInteger serial,
            Period period,
            SecureRandom random) {
        return leaf(subject, holder, serial, period, random, builder -> {
            if (!attributes.isEmpty()) {
                builder.addExtension(
                        new ASN1ObjectIdentifier(Roles.EXTENSION), false, Roles.extensionContent(attributes));
            }
        });
    }

    /** A TLS certificate, good for serving and for calling. */
    X509Certificate tls(
            X500Name subject,
            List<String> hosts,
            PublicKey holder,
            BigInteger serial,
            Period period,
            SecureRandom random) {
        return leaf(subject, holder, serial, period, random, builder -> {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            builder.addExtension(Extension.subjectAlternativeName, false, names(hosts));
        });
    }

    /**
     * The list of what this root has revoked, newest in place of all before it.
     *
     * @param revoked when each serial was revoked
     * @param number of this list, growing
     */
    X509CRL crl(Map<BigInteger, Instant> revoked, long number, Instant moment, SecureRandom random) {
        try {
            var builder = new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(moment));
            // A new list appears when something is revoked, not by the calendar, so this one may stand as long as its
            // root.
            builder.setNextUpdate(certificate.getNotAfter());
            revoked.forEach((serial, at) -> builder.addCRLEntry(serial, Date.from(at), 0));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate.getPublicKey()));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
            return new JcaX509CRLConverter().getCRL(builder.build(signer(key, random)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a revocation list of valid parts can always be built", e);
        }
    }

    static X500Name subject(String mspId, NodeOu ou, String name) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, mspId)
                .addRDN(BCStyle.OU, ou.text())
                .addRDN(BCStyle.CN, name)
                .build();
    }

    private X509Certificate leaf(
            X500Name subject,
            PublicKey holder,
            BigInteger serial,
            Period period,
            SecureRandom random,
            Extensions extensions) {
        var builder = new JcaX509v3CertificateBuilder(
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
                serial,
                Date.from(period.from()),
                Date.from(period.until()),
                subject,
                holder);
        return sign(builder, key, random, extended -> {
            var identifiers = new JcaX509ExtensionUtils();
            extended.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            extended.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            extended.addExtension(
                    Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(holder));
            extended.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(certificate.getPublicKey()));
            extensions.addTo(extended);
        });
    }

    private static X509Certificate sign(
            X509v3CertificateBuilder builder, PrivateKey key, SecureRandom random, Extensions extensions) {
        try {
            extensions.addTo(builder);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(key, random)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate of valid parts can always be built", e);
        }
    }

    static ContentSigner signer(PrivateKey key, SecureRandom random) {
        try {
            return new JcaContentSignerBuilder(SIGNATURE)
                    .setSecureRandom(random)
                    .build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("every Java platform signs with P-256", e);
        }
    }

    static GeneralNames names(List<String> hosts) {
        return new GeneralNames(hosts.stream()
                .map(host ->
                        new GeneralName(IP.matcher(host).matches() ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new));
    }
}

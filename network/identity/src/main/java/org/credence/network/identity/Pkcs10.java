package org.credence.network.identity;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * One certification request (RFC 2986): a subject, a public key, the extensions asked for, signed with the key's private half, which so
 * proves that whoever asks has it.
 */
final class Pkcs10 {
    private static final ASN1ObjectIdentifier ATTRIBUTES = new ASN1ObjectIdentifier(Roles.EXTENSION);
    private static final Set<ASN1ObjectIdentifier> KNOWN = Set.of(ATTRIBUTES, Extension.subjectAlternativeName);

    private final X500Name subject;
    private final PublicKey key;
    private final Extensions extensions;

    private Pkcs10(X500Name subject, PublicKey key, Extensions extensions) {
        this.subject = subject;
        this.key = key;
        this.extensions = extensions;
    }

    /** The DER of a request for an enrolment certificate. */
    static byte[] enrolment(X500Name subject, SortedMap<String, String> attributes, KeyPair keys, SecureRandom random) {
        return encode(subject, keys, random, generator -> {
            if (!attributes.isEmpty()) {
                generator.addExtension(ATTRIBUTES, false, Roles.extensionContent(attributes));
            }
        });
    }

    /** The DER of a request for a TLS certificate. */
    static byte[] tls(X500Name subject, List<String> hosts, KeyPair keys, SecureRandom random) {
        return encode(
                subject,
                keys,
                random,
                generator ->
                        generator.addExtension(Extension.subjectAlternativeName, false, RootAuthority.names(hosts)));
    }

    private interface Wanted {
        void addTo(ExtensionsGenerator generator) throws IOException;
    }

    private static byte[] encode(X500Name subject, KeyPair keys, SecureRandom random, Wanted wanted) {
        try {
            var generator = new ExtensionsGenerator();
            wanted.addTo(generator);
            var builder = new JcaPKCS10CertificationRequestBuilder(subject, keys.getPublic());
            if (!generator.isEmpty()) {
                builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, generator.generate());
            }
            ContentSigner signer = RootAuthority.signer(keys.getPrivate(), random);
            return builder.build(signer).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("a request of valid parts can always be built", e);
        }
    }

    /**
     * The request in these bytes, whose signature is its key's.
     *
     * @throws GeneralSecurityException if they are none, the signature is wrong, or it asks for what is never granted
     */
    static Pkcs10 decode(byte[] der) throws GeneralSecurityException {
        try {
            var request = new JcaPKCS10CertificationRequest(new PKCS10CertificationRequest(der));
            PublicKey key = request.getPublicKey();
            if (!EcKeys.onP256(key)) {
                throw new GeneralSecurityException("the key is not on P-256");
            }
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new GeneralSecurityException("the signature is not of the request's own key");
            }
            return new Pkcs10(request.getSubject(), key, extensions(request));
        } catch (IOException | PKCSException | OperatorCreationException | RuntimeException e) {
            throw new GeneralSecurityException("not a certification request: " + e.getMessage(), e);
        }
    }

    private static Extensions extensions(PKCS10CertificationRequest request) throws GeneralSecurityException {
        if (Arrays.stream(request.getAttributes())
                .anyMatch(attribute ->
                        !attribute.getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest))) {
            throw new GeneralSecurityException("it has attributes besides the extensions asked for");
        }
        Extensions wanted = request.getRequestedExtensions();
        if (wanted == null) {
            return new Extensions(new Extension[0]);
        }
        if (!Stream.of(wanted.getExtensionOIDs()).allMatch(KNOWN::contains)) {
            throw new GeneralSecurityException("it asks for extensions that are never granted");
        }
        return wanted;
    }

    X500Name subject() {
        return subject;
    }

    PublicKey key() {
        return key;
    }

    /** Fabric-CA attributes asked for, sorted by name; empty if there are none. */
    SortedMap<String, String> attributes() {
        Extension wanted = extensions.getExtension(ATTRIBUTES);
        return Roles.attributes(wanted == null ? null : wanted.getExtnValue(), "the request of " + subject);
    }

    /** Host names and IP addresses asked for, in their order. */
    List<String> hosts() throws GeneralSecurityException {
        var hosts = new ArrayList<String>();
        Extension wanted = extensions.getExtension(Extension.subjectAlternativeName);
        if (wanted == null) {
            return hosts;
        }
        for (GeneralName name :
                GeneralNames.getInstance(wanted.getParsedValue()).getNames()) {
            switch (name.getTagNo()) {
                case GeneralName.dNSName -> hosts.add(name.getName().toString());
                case GeneralName.iPAddress -> hosts.add(address(ASN1OctetString.getInstance(name.getName())));
                default -> throw new GeneralSecurityException("it asks for names that are no hosts");
            }
        }
        return hosts;
    }

    private static String address(ASN1OctetString bytes) throws GeneralSecurityException {
        try {
            return InetAddress.getByAddress(bytes.getOctets()).getHostAddress();
        } catch (IOException e) {
            throw new GeneralSecurityException("an IP address has 4 or 16 bytes", e);
        }
    }
}

package org.credence.network.identity;

import static org.credence.network.identity.CertificateRefusedException.Reason.EXPIRED;
import static org.credence.network.identity.CertificateRefusedException.Reason.NOT_YET_VALID;
import static org.credence.network.identity.CertificateRefusedException.Reason.REVOKED;
import static org.credence.network.identity.CertificateRefusedException.Reason.UNKNOWN_ISSUER;
import static org.credence.network.identity.CertificateRefusedException.Reason.WRONG_NODE_OU;
import static org.credence.network.identity.CertificateRefusedException.Reason.WRONG_USE;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** The checks that Fabric's MSP makes of an enrolment certificate, in the order of {@link CertificateRefusedException.Reason}. */
final class CertificateChecks {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NOT_AN_AUTHORITY = -1;
    private static final Set<String> SERVER_OR_ANY = Set.of("1.3.6.1.5.5.7.3.1", "2.5.29.37.0");

    private CertificateChecks() {}

    static NodeOu require(Organization organization, X509Certificate certificate, Instant moment) {
        X509Certificate root = issuer(organization.roots(), certificate)
                .orElseThrow(() -> refused(
                        UNKNOWN_ISSUER,
                        certificate,
                        "is not issued by a root of " + organization.mspId()
                                + "; use one from that organization's certificate authority"));
        requireValidAt(root, moment);
        requireValidAt(certificate, moment);
        if (revoked(organization.crls(), root, certificate)) {
            throw refused(
                    REVOKED,
                    certificate,
                    "(serial " + certificate.getSerialNumber().toString(16) + ") is revoked by " + organization.mspId()
                            + "; ask for a new one");
        }
        requireSigningUse(certificate);
        return requireOneNodeOu(certificate);
    }

    /** The root that signed a certificate, or empty if none of these did. */
    static Optional<X509Certificate> issuer(List<X509Certificate> roots, X509Certificate certificate) {
        return roots.stream()
                .filter(root -> root.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .filter(root -> signed(root, certificate))
                .findFirst();
    }

    private static boolean signed(X509Certificate root, X509Certificate certificate) {
        try {
            certificate.verify(root.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static void requireValidAt(X509Certificate certificate, Instant moment) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (moment.isBefore(from)) {
            throw refused(
                    NOT_YET_VALID, certificate, "is valid from " + from + ", now is " + moment + "; check the clock");
        }
        if (moment.isAfter(until)) {
            throw refused(EXPIRED, certificate, "expired at " + until + ", now is " + moment + "; renew it");
        }
    }

    /** A list counts if the root signed it; lists of other roots are passed over. */
    private static boolean revoked(List<X509CRL> crls, X509Certificate root, X509Certificate certificate) {
        return crls.stream()
                .filter(crl -> crl.getIssuerX500Principal().equals(root.getSubjectX500Principal()))
                .filter(crl -> signed(root, crl))
                .anyMatch(crl -> crl.getRevokedCertificate(certificate.getSerialNumber()) != null);
    }

    static boolean signed(X509Certificate root, X509CRL crl) {
        try {
            crl.verify(root.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static void requireSigningUse(X509Certificate certificate) {
        if (!EcKeys.onP256(certificate.getPublicKey())) {
            throw refused(WRONG_USE, certificate, "has a key that is not EC P-256; have it issued again");
        }
        if (certificate.getBasicConstraints() != NOT_AN_AUTHORITY) {
            throw refused(WRONG_USE, certificate, "is a certificate authority's own; use one that it issued");
        }
        boolean[] usage = certificate.getKeyUsage();
        if (usage == null || !usage[DIGITAL_SIGNATURE]) {
            throw refused(WRONG_USE, certificate, "lacks the key usage digitalSignature; have it issued again");
        }
        try {
            List<String> extended = certificate.getExtendedKeyUsage();
            if (extended != null && extended.stream().noneMatch(SERVER_OR_ANY::contains)) {
                throw refused(
                        WRONG_USE,
                        certificate,
                        "has an extended key usage without serverAuth, which Fabric refuses; use the enrolment certificate, not one for TLS");
            }
        } catch (CertificateParsingException e) {
            throw refused(WRONG_USE, certificate, "has a broken extended key usage; have it issued again");
        }
    }

    private static NodeOu requireOneNodeOu(X509Certificate certificate) {
        List<NodeOu> found = nodeOus(certificate);
        if (found.size() != 1) {
            throw refused(
                    WRONG_NODE_OU,
                    certificate,
                    "must have exactly one of client, peer, admin, orderer as organizational unit, has " + found.size()
                            + "; have it issued again");
        }
        return found.get(0);
    }

    /** Fabric's node roles in the subject, in order; a good enrolment certificate has one. */
    static List<NodeOu> nodeOus(X509Certificate certificate) {
        var subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        List<String> units = Arrays.stream(subject.getRDNs(BCStyle.OU))
                .flatMap(rdn -> Arrays.stream(rdn.getTypesAndValues()))
                .filter(attribute -> attribute.getType().equals(BCStyle.OU))
                .map(attribute -> IETFUtils.valueToString(attribute.getValue()))
                .toList();
        return EnumSet.allOf(NodeOu.class).stream()
                .flatMap(ou -> units.stream().filter(ou.text()::equals).map(unit -> ou))
                .toList();
    }

    private static CertificateRefusedException refused(
            CertificateRefusedException.Reason reason, X509Certificate certificate, String words) {
        return new CertificateRefusedException(
                reason, "the certificate of " + certificate.getSubjectX500Principal() + " " + words);
    }
}

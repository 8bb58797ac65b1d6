package org.credence.network.identity;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What makes a TLS certificate one of an organization's: it names the organization, and a TLS root of that organization signed it
 * and has not revoked it. Several organizations may have one root in common; the name tells them apart.
 *
 * @param mspId the organization's MSP id
 * @param roots its TLS roots, at least one; more than one while a root is replaced
 * @param crls what these have revoked, may be empty; a list that none of them signed is refused
 */
public record TlsTrust(String mspId, List<X509Certificate> roots, List<X509CRL> crls) {
    public TlsTrust {
        MspId.require(mspId);
        roots = List.copyOf(roots);
        crls = List.copyOf(crls);
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("organization " + mspId + " needs at least one TLS root certificate");
        }
        for (X509CRL crl : crls) {
            if (roots.stream().noneMatch(root -> CertificateChecks.signed(root, crl))) {
                throw new IdentityException("a revocation list of " + mspId
                        + " is signed by none of its TLS roots; get the list from " + mspId
                        + "'s certificate authority again");
            }
        }
    }

    /** The organization that a certificate says it is of; empty unless it names exactly one. Says nothing of who signed it. */
    public static Optional<String> organization(X509Certificate certificate) {
        return SubjectNames.organization(certificate);
    }

    /**
     * Checks a certificate: its organization, its issuer, its time, revocation, its use. Pure; costs one signature verification
     * per root of the issuer's name and one per revocation list.
     *
     * @param moment when it is to be good
     * @return the last moment at which the answer holds, as long as roots and lists are these
     * @throws CertificateRefusedException if a check fails; the first one that does decides the reason
     */
    public Instant verify(X509Certificate certificate, TlsUse use, Instant moment) {
        if (!organization(certificate).filter(mspId::equals).isPresent()) {
            throw CertificateChecks.refused(
                    CertificateRefusedException.Reason.UNKNOWN_ISSUER,
                    certificate,
                    "does not name " + mspId + " as its organization; use one of that organization");
        }
        X509Certificate root = CertificateChecks.requireIssuer(mspId, roots, certificate);
        CertificateChecks.requireValidAt(root, moment);
        CertificateChecks.requireValidAt(certificate, moment);
        CertificateChecks.requireNotRevoked(mspId, crls, root, certificate);
        CertificateChecks.requireTlsUse(certificate, use);
        Instant end = certificate.getNotAfter().toInstant();
        Instant rootEnd = root.getNotAfter().toInstant();
        return end.isBefore(rootEnd) ? end : rootEnd;
    }
}

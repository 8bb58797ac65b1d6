package org.credence.network.identity;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What everybody may know of an organization: a channel MSP. Holds no private key.
 *
 * @param mspId the organization's MSP id: 1 to 64 letters, digits, dots or hyphens
 * @param roots roots of its enrolment certificates, at least one; more than one while a root is replaced
 * @param tlsRoots roots of its TLS certificates, at least one
 * @param crls its revocation lists, may be empty; a list that none of the roots signed is refused
 */
public record Organization(
        String mspId, List<X509Certificate> roots, List<X509Certificate> tlsRoots, List<X509CRL> crls) {
    public Organization {
        MspId.require(mspId);
        roots = List.copyOf(roots);
        tlsRoots = List.copyOf(tlsRoots);
        crls = List.copyOf(crls);
        if (roots.isEmpty() || tlsRoots.isEmpty()) {
            throw new IllegalArgumentException(
                    "organization " + mspId + " needs at least one root and one TLS root certificate");
        }
        for (X509CRL crl : crls) {
            if (roots.stream().noneMatch(root -> CertificateChecks.signed(root, crl))) {
                throw new IdentityException(
                        "a revocation list of " + mspId + " is signed by none of its roots; get the list from " + mspId
                                + "'s certificate authority again");
            }
        }
    }

    /**
     * The node role of an enrolment certificate of this organization, after every check that Fabric's MSP makes of it: signed by
     * a root, valid, not revoked, an EC P-256 key for signing, exactly one node role. Pure; costs one signature verification
     * per root of the same name and one per revocation list, so remember the answer per certificate.
     *
     * @param moment when the certificate is to be good: now for a proposal, the transaction's time for one of the past
     * @throws CertificateRefusedException if a check fails; the first one that does decides the reason
     */
    public NodeOu verify(X509Certificate certificate, Instant moment) {
        return CertificateChecks.require(this, certificate, moment);
    }
}

package org.credence.network.identity;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** Names read back from a certificate. */
final class SubjectNames {
    private SubjectNames() {}

    /** The subject's first common name; certificates without one get an {@link IdentityException}. */
    static String commonName(X509Certificate certificate) {
        var subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        var names = subject.getRDNs(BCStyle.CN);
        if (names.length == 0) {
            throw new IdentityException("the certificate of " + certificate.getSubjectX500Principal()
                    + " has no common name; have it issued again");
        }
        return IETFUtils.valueToString(names[0].getFirst().getValue());
    }

    /** The subject's organization; empty unless it names exactly one, of the form of an MSP id. */
    static Optional<String> organization(X509Certificate certificate) {
        var subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        List<String> names = Arrays.stream(subject.getRDNs(BCStyle.O))
                .flatMap(rdn -> Arrays.stream(rdn.getTypesAndValues()))
                .filter(attribute -> attribute.getType().equals(BCStyle.O))
                .map(attribute -> IETFUtils.valueToString(attribute.getValue()))
                .toList();
        return names.size() == 1 ? names.stream().filter(MspId::isOne).findFirst() : Optional.empty();
    }

    /** The subject's organization; certificates that do not name exactly one get an {@link IdentityException}. */
    static String requireOrganization(X509Certificate certificate) {
        return organization(certificate)
                .orElseThrow(() -> new IdentityException("the certificate of " + certificate.getSubjectX500Principal()
                        + " must name one organization by its MSP id; have it issued again"));
    }

    /** DNS names and IP addresses of the subject alternative names, in their order. */
    static List<String> hosts(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream().map(name -> (String) name.get(1)).toList();
        } catch (CertificateParsingException e) {
            throw new IdentityException(
                    "the certificate of " + certificate.getSubjectX500Principal()
                            + " has broken alternative names; have it issued again",
                    e);
        }
    }
}

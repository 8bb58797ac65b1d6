package org.credence.network.identity;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Fabric's node roles: every enrolment certificate has exactly one of these as organizational unit of its subject. */
public enum NodeOu {
    CLIENT,
    PEER,
    ADMIN,
    ORDERER;

    /** The organizational unit as it stands in the subject: the name in lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The node role of a certificate that has exactly one; empty for others. */
    public static Optional<NodeOu> of(X509Certificate certificate) {
        List<NodeOu> found = CertificateChecks.nodeOus(certificate);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}

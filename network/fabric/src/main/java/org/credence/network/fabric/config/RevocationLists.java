package org.credence.network.fabric.config;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.credence.network.identity.Organization;

/** Who issued a revocation list, and which list may follow which: what is revoked stays revoked. */
final class RevocationLists {
    private RevocationLists() {}

    /** The root that signed the list, if one of these did. */
    static Optional<X509Certificate> issuer(Collection<X509Certificate> roots, X509CRL list) {
        return roots.stream()
                .filter(root -> root.getSubjectX500Principal().equals(list.getIssuerX500Principal()))
                .filter(root -> isSigned(list, root))
                .findFirst();
    }

    /**
     * Refuses a definition that keeps the root of a list in force, and has no list of that root that covers it.
     *
     * @throws ChangeRefusedException if so
     */
    static void requireKept(Organization definition, X509CRL earlier) {
        issuer(definition.roots(), earlier).ifPresent(root -> {
            X509CRL later = definition.crls().stream()
                    .filter(list -> issuer(List.of(root), list).isPresent())
                    .max(Comparator.comparing(list -> list.getThisUpdate().toInstant()))
                    .orElseThrow(() -> new ChangeRefusedException("the definition of " + definition.mspId()
                            + " keeps the root "
                            + root.getSubjectX500Principal().getName()
                            + " and drops its revocation list, which is in force; add that root's newest list"));
            requireCovers(definition.mspId(), later, earlier);
        });
    }

    /**
     * Refuses a list that is older than the earlier one, or forgets a serial that it names.
     *
     * @throws ChangeRefusedException if so
     */
    static void requireCovers(String mspId, X509CRL later, X509CRL earlier) {
        if (later.getThisUpdate().toInstant().isBefore(earlier.getThisUpdate().toInstant())) {
            throw new ChangeRefusedException("the revocation list of " + mspId + " is of "
                    + later.getThisUpdate().toInstant() + ", the one in force of "
                    + earlier.getThisUpdate().toInstant() + "; get the newest list from its certificate authority");
        }
        entries(earlier).stream()
                .filter(entry -> later.getRevokedCertificate(entry.getSerialNumber()) == null)
                .findFirst()
                .ifPresent(entry -> {
                    throw new ChangeRefusedException("the revocation list of " + mspId + " does not name the serial "
                            + entry.getSerialNumber().toString(16)
                            + ", which is revoked; get the newest list from its certificate authority");
                });
    }

    private static Collection<? extends X509CRLEntry> entries(X509CRL list) {
        Set<? extends X509CRLEntry> entries = list.getRevokedCertificates();
        return entries == null ? List.of() : entries;
    }

    private static boolean isSigned(X509CRL list, X509Certificate root) {
        try {
            list.verify(root.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}

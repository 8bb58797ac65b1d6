package org.credence.node.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.credence.network.identity.IdentityException;
import org.credence.network.identity.Organization;
import org.credence.network.identity.Pem;
import org.credence.node.evidence.RunFolder;
import org.credence.protocol.MemberId;

/**
 * The public files of the organizations against what the ledger knows of them: roots and revocation lists stand in a configuration of
 * the channel, certificates were issued by such a root, and whoever sent a call has a certificate here. Each file is the one PEM of what
 * it holds. Keys are not looked at.
 */
final class CertificateAudit {
    private static final String SUBJECT = "certificates";

    private final Evidence evidence;
    private final RunFolder folder;
    private long authorities;
    private long lists;
    private long certificates;

    CertificateAudit(Evidence evidence) {
        this.evidence = evidence;
        this.folder = evidence.folder();
    }

    /**
     * What the ledger knows of one organization.
     *
     * @param roots of all configurations that were ever in force; so the others
     */
    private record Known(Set<X509Certificate> roots, Set<X509Certificate> tlsRoots, Set<X509CRL> lists) {
        static Known none() {
            return new Known(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        }

        void add(Organization organization) {
            roots.addAll(organization.roots());
            tlsRoots.addAll(organization.tlsRoots());
            lists.addAll(organization.crls());
        }
    }

    /**
     * @param configurations that were ever in force, the last of them now
     * @param senders of calls, by organization
     */
    void run(List<List<Organization>> configurations, Map<String, Set<X509Certificate>> senders, AuditLog log) {
        Map<String, Known> known = new TreeMap<>();
        configurations.forEach(configuration -> configuration.forEach(organization ->
                known.computeIfAbsent(organization.mspId(), any -> Known.none()).add(organization)));
        known.forEach((mspId, knowledge) -> {
            try {
                organization(new MemberId(mspId), knowledge, senders.getOrDefault(mspId, Set.of()));
            } catch (IOException | UncheckedIOException e) {
                throw new Disagreement(SUBJECT + ", " + mspId, "cannot be read: " + e.getMessage(), e);
            }
        });
        log.passed(SUBJECT, "roots as the channel's configuration has them", authorities);
        log.passed(SUBJECT, "revocation lists as the channel's configuration has them", lists);
        log.passed(SUBJECT, "certificates that these roots issued, every sender's among them", certificates);
    }

    private void organization(MemberId organization, Known known, Set<X509Certificate> senders) throws IOException {
        String where = SUBJECT + ", " + organization;
        authorities += root(folder.authority(organization).resolve("ca.pem"), known.roots(), where);
        authorities += root(folder.authority(organization).resolve("tlsca.pem"), known.tlsRoots(), where);
        Set<X509Certificate> here = new LinkedHashSet<>();
        for (Path place : Evidence.entries(folder.certificates(organization))) {
            if (Files.isDirectory(place.resolve("msp"))) {
                here.add(enrolment(place, known, where));
            }
        }
        for (X509Certificate sender : senders) {
            if (!here.contains(sender)) {
                throw new Disagreement(
                        where,
                        "the certificate of %s (serial %s), which sent calls, is in no folder of %s"
                                .formatted(
                                        sender.getSubjectX500Principal(),
                                        sender.getSerialNumber().toString(16),
                                        evidence.named(folder.certificates(organization))));
            }
        }
    }

    private X509Certificate enrolment(Path place, Known known, String where) throws IOException {
        Path msp = place.resolve("msp");
        for (Path file : pems(msp.resolve("cacerts"), where)) {
            authorities += root(file, known.roots(), where);
        }
        for (Path file : pems(msp.resolve("tlscacerts"), where)) {
            authorities += root(file, known.tlsRoots(), where);
        }
        authorities += root(place.resolve("tls").resolve("ca.crt"), known.tlsRoots(), where);
        for (Path file : known.lists().isEmpty() ? List.<Path>of() : pems(msp.resolve("crls"), where)) {
            lists += list(file, known.lists(), where);
        }
        Path file = msp.resolve("signcerts").resolve("cert.pem");
        X509Certificate certificate = certificate(file, where);
        if (known.roots().stream().noneMatch(root -> issued(root, certificate))) {
            throw new Disagreement(where, evidence.named(file) + " was not issued by a root that the ledger knows");
        }
        evidence.confirm(file);
        certificates++;
        return certificate;
    }

    private List<Path> pems(Path folder, String where) throws IOException {
        List<Path> files = Evidence.entries(folder);
        if (files.isEmpty()) {
            throw new Disagreement(
                    where, evidence.named(folder) + " is empty; the channel's configuration has its files");
        }
        return files;
    }

    private int root(Path file, Collection<X509Certificate> known, String where) {
        if (!known.contains(certificate(file, where))) {
            throw new Disagreement(
                    where, evidence.named(file) + " is another certificate than the channel's configuration has");
        }
        evidence.confirm(file);
        return 1;
    }

    private X509Certificate certificate(Path file, String where) {
        try {
            return Pem.certificate(evidence.read(file, where), evidence.named(file));
        } catch (IdentityException e) {
            throw new Disagreement(where, String.valueOf(e.getMessage()), e);
        }
    }

    private int list(Path file, Collection<X509CRL> known, String where) {
        byte[] pem = evidence.read(file, where);
        if (known.stream().noneMatch(list -> Pem.encode(list).equals(ascii(pem)))) {
            throw new Disagreement(
                    where, evidence.named(file) + " is another revocation list than the channel's configuration has");
        }
        evidence.confirm(file);
        return 1;
    }

    private static String ascii(byte[] pem) {
        return new String(pem, StandardCharsets.ISO_8859_1);
    }

    private static boolean issued(X509Certificate root, X509Certificate certificate) {
        if (!root.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(root.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}

package org.credence.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.credence.network.fabric.OrganizationFolder;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.IssuedCertificate;
import org.credence.network.identity.NodeOu;
import org.credence.network.identity.Pem;
import org.credence.network.identity.Role;
import org.credence.network.identity.Roles;

/** An organization's certificates, for an administrator's eyes: one line each, by name, the one that was valid longest first. */
final class CertificateTable {
    private static final String ROW = "%-16s %-10s %-10s %-31s %-11s %s%n";
    private static final Duration SOON = Duration.ofDays(30);

    private final OrganizationFolder folder;
    private final CertificateAuthority authority;
    private final Instant now;

    CertificateTable(OrganizationFolder folder, CertificateAuthority authority, Instant now) {
        this.folder = folder;
        this.authority = authority;
        this.now = now;
    }

    /**
     * What a folder of the organization says of a certificate.
     *
     * @param role on the ledger, or Fabric's node role
     * @param used whether its key is there, too
     */
    private record Kept(String role, boolean used) {}

    void print(PrintWriter out) throws IOException {
        Map<BigInteger, Kept> kept = kept();
        out.printf(ROW, "name", "for", "role", "serial", "valid until", "");
        List<IssuedCertificate> issued = authority.issued().stream()
                .sorted(Comparator.comparing(IssuedCertificate::name)
                        .thenComparing(IssuedCertificate::purpose)
                        .thenComparing(IssuedCertificate::expires))
                .toList();
        for (IssuedCertificate certificate : issued) {
            Kept place = kept.get(certificate.serial());
            out.printf(
                    ROW,
                    certificate.name(),
                    certificate.purpose().name().toLowerCase(Locale.ROOT),
                    place == null ? "-" : place.role(),
                    certificate.serial().toString(16),
                    day(certificate.expires()),
                    state(certificate, place != null && place.used()));
        }
    }

    private String state(IssuedCertificate certificate, boolean used) {
        if (certificate.revoked().isPresent()) {
            return "revoked on " + day(certificate.revoked().get());
        }
        if (now.isAfter(certificate.expires())) {
            return "expired" + (used ? "; renew it" : "");
        }
        if (!used) {
            return "not in this folder with its key: replaced, or used elsewhere";
        }
        return now.plus(SOON).isAfter(certificate.expires()) ? "expires soon; renew it" : "";
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    /** The certificates in the organization's folders, by serial. Opens no private key. */
    private Map<BigInteger, Kept> kept() throws IOException {
        Map<BigInteger, Kept> kept = new TreeMap<>();
        for (Path place : entries(folder.root().resolve("certificates"))) {
            Path enrolment = place.resolve("msp").resolve("signcerts").resolve("cert.pem");
            if (Files.isRegularFile(enrolment)) {
                X509Certificate certificate = Pem.readCertificate(enrolment);
                var here = new Kept(
                        role(certificate), Files.exists(place.resolve("msp").resolve("keystore")));
                kept.put(certificate.getSerialNumber(), here);
                kept.put(
                        Pem.readCertificate(place.resolve("tls").resolve("server.crt"))
                                .getSerialNumber(),
                        here);
            }
        }
        return kept;
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    private static String role(X509Certificate certificate) {
        return Roles.of(certificate)
                .map(Role::text)
                .or(() -> NodeOu.of(certificate).map(NodeOu::text))
                .orElse("-");
    }
}

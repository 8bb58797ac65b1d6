package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.EnrolmentFolder;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.network.identity.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An organization's folder as it is on its own machine, without Fabric's programs. */
final class CertCommandTest {
    private static final Duration LEAF = Duration.ofDays(365);

    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path network;

    private Path organization = Path.of("");
    private CertificateAuthority authority;

    @BeforeEach
    void anOrganizationHasCertificates() throws IOException {
        organization = network.resolve("ClinicA");
        authority = founded(InstantSource.system());
        Files.writeString(organization.resolve("network.json"), "{}");
        keep("peer", IssueRequest.peer("peer").onHosts(List.of("ledger.example", "10.1.0.5")));
        keep("board", IssueRequest.client("board", Role.BOARD));
    }

    private CertificateAuthority founded(InstantSource clock) {
        return CertificateAuthority.create(
                organization.resolve("authority"),
                organization.getFileName().toString(),
                new Lifetimes(Duration.ofDays(3650), LEAF),
                clock,
                random);
    }

    private void keep(String name, IssueRequest request) {
        EnrolmentFolder.write(place(name), authority.organization(), authority.issue(request));
    }

    private Path place(String name) {
        return organization.resolve("certificates").resolve(name);
    }

    private Enrolment inUse(String name) {
        return EnrolmentFolder.read(place(name), "ClinicA");
    }

    private Invocation cert(String... arguments) {
        String[] all = new String[arguments.length + 4];
        all[0] = "network";
        all[1] = "cert";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        all[all.length - 2] = "--dir";
        all[all.length - 1] = network.toString();
        return Invocation.of(all);
    }

    private static String serial(Enrolment enrolment) {
        return enrolment.identity().certificate().getSerialNumber().toString(16);
    }

    private static String tlsSerial(Enrolment enrolment) {
        return enrolment.tls().certificate().getSerialNumber().toString(16);
    }

    @Test
    void theListHasEveryCertificateWithItsRoleAndItsEnd() {
        authority.issue(IssueRequest.client("carried-away"));

        Invocation list = cert("list", "ClinicA");

        assertThat(list.exitCode()).as(list.err()).isZero();
        String day = inUse("peer")
                .identity()
                .certificate()
                .getNotAfter()
                .toInstant()
                .toString()
                .substring(0, 10);
        assertThat(list.out().lines())
                .hasSize(7)
                .anyMatch(
                        line -> line.matches("board +enrolment +board +" + serial(inUse("board")) + " +" + day + " *"))
                .anyMatch(line -> line.matches("peer +tls +peer +" + tlsSerial(inUse("peer")) + " +" + day + " *"))
                .anyMatch(line -> line.matches(
                        "carried-away +tls +- +[0-9a-f]{31} +" + day + " +not in this folder with its key: .*"));
    }

    @Test
    void oneThatExpiresSoonIsTold() throws IOException {
        organization = network.resolve("ClinicB");
        authority = founded(InstantSource.fixed(Instant.now().minus(LEAF).plus(Duration.ofDays(20))));
        Files.writeString(organization.resolve("network.json"), "{}");
        keep("soon", IssueRequest.client("soon"));

        assertThat(cert("list", "ClinicB").out()).containsPattern("soon +tls .* expires soon; renew it\\n");
    }

    @Test
    void aRenewalKeepsTheKeyAndWhatWasSignedWithTheOldCertificateCanStillBeTold() {
        Enrolment before = inUse("peer");

        Invocation renewal = cert("renew", "ClinicA", "peer");

        assertThat(renewal.exitCode()).as(renewal.err()).isZero();
        Enrolment after = inUse("peer");
        assertThat(after.identity().certificate())
                .isNotEqualTo(before.identity().certificate());
        assertThat(after.tls().privateKey()).isEqualTo(before.tls().privateKey());
        assertThat(renewal.out())
                .contains("peer of ClinicA: valid until ", serial(after), tlsSerial(after), "at its next start")
                .doesNotContain("revoke");
        Path kept = place("peer." + serial(before));
        assertThat(kept.resolve("msp").resolve("signcerts").resolve("cert.pem")).isRegularFile();
        assertThat(kept.resolve("msp").resolve("keystore")).doesNotExist();
        assertThat(kept.resolve("tls").resolve("server.key")).doesNotExist();
        assertThat(cert("list", "ClinicA").out())
                .containsPattern("peer +enrolment +peer +" + serial(before) + " .*replaced")
                .containsPattern("peer +enrolment +peer +" + serial(after) + " +[-0-9]+ *\\n");
    }

    @Test
    void aNodesRenewalTellsWhatToRestart() throws IOException {
        Files.createDirectory(organization.resolve("peer"));
        Files.createDirectory(organization.resolve("contract"));

        assertThat(cert("renew", "ClinicA", "peer").out())
                .contains(
                        "restart it: credence network down --dir " + organization,
                        "the contract's installed package still holds the certificate of before");
    }

    @Test
    void aNewKeyComesWithTheAdviceToRevokeTheOldOne() {
        Enrolment before = inUse("board");

        Invocation renewal = cert("renew", "ClinicA", "board", "--new-key");

        assertThat(inUse("board").identity().privateKey())
                .isNotEqualTo(before.identity().privateKey());
        assertThat(renewal.out())
                .contains("credence network cert revoke ClinicA --serial %s --serial %s --enforce"
                        .formatted(serial(before), tlsSerial(before)));
    }

    @Test
    void whatIsRevokedIsListedAndCannotBeRenewed() {
        Enrolment board = inUse("board");

        Invocation revocation = cert("revoke", "ClinicA", "board");

        assertThat(revocation.exitCode()).as(revocation.err()).isZero();
        assertThat(revocation.out())
                .contains("revoked " + serial(board), "revoked " + tlsSerial(board), "credence network crl ClinicA");
        assertThat(cert("list", "ClinicA").out())
                .containsPattern("board +enrolment +board +" + serial(board) + " .*revoked on ");
        Invocation renewal = cert("renew", "ClinicA", "board");
        assertThat(renewal.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(renewal.err()).contains("is revoked and cannot be renewed; issue a new one");
    }

    @Test
    void oneSerialCanBeRevokedAndAnUnknownOneIsRefused() {
        Enrolment peer = inUse("peer");

        assertThat(cert("revoke", "ClinicA", "--serial", tlsSerial(peer)).exitCode())
                .isZero();
        assertThat(cert("list", "ClinicA").out())
                .containsPattern("peer +tls +peer +" + tlsSerial(peer) + " .*revoked on ")
                .doesNotContainPattern("peer +enrolment +peer .*revoked");
        Invocation unknown = cert("revoke", "ClinicA", "--serial", "abc");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.IO);
        assertThat(unknown.err()).contains("issued no certificate with serial abc");
    }

    @Test
    void whatIsNotThereIsToldWithWhatIs() {
        cert("list", "ClinicB")
                .refused(
                        ExitCode.USAGE,
                        network + " has no part of ClinicB; here are [ClinicA]",
                        "'credence network cert list --help' tells what can be asked");
        cert("renew", "ClinicA", "nobody")
                .refused(ExitCode.IO, "ClinicA has no certificate 'nobody': there is no folder " + place("nobody"));
        cert("revoke", "ClinicA", "peer", "--serial", "ab")
                .refused(
                        ExitCode.USAGE,
                        "name the certificate to revoke, or give its --serial; one of the two",
                        "'credence network cert revoke --help' tells what can be asked");
        cert("revoke", "ClinicA", "--serial", "xyz")
                .refused(
                        ExitCode.USAGE,
                        "--serial must be hexadecimal, as 'credence network cert list' shows it, was xyz",
                        "'credence network cert revoke --help' tells what can be asked");
    }
}

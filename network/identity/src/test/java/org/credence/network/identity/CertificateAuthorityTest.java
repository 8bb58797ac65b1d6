package org.credence.network.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificateAuthorityTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final String AUTHORITY_KEY = "2.5.29.35";
    private static final String SUBJECT_KEY = "2.5.29.14";
    private static final Set<String> NO_EXTENSION_BUT_THESE =
            Set.of("2.5.29.19", "2.5.29.15", SUBJECT_KEY, AUTHORITY_KEY, Roles.EXTENSION);

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(START);
    private final SecureRandom random = new SecureRandom();
    private CertificateAuthority authority;

    @BeforeEach
    void createAuthority() {
        authority = CertificateAuthority.create(folder.resolve("ca"), "HospitalA", Lifetimes.DEFAULT, clock, random);
    }

    @Test
    void rootsSignCertificatesAndListsAndCarryTheirKeysIdentifier() {
        Organization organization = authority.organization();
        for (X509Certificate root :
                List.of(organization.roots().get(0), organization.tlsRoots().get(0))) {
            assertThat(root.getBasicConstraints()).isPositive();
            assertThat(usages(root)).containsExactly(0, 5, 6);
            assertThat(root.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15");
            assertThat(root.getNonCriticalExtensionOIDs()).containsExactly(SUBJECT_KEY);
            assertThat(root.getSubjectX500Principal()).isEqualTo(root.getIssuerX500Principal());
        }
        assertThat(organization.roots().get(0).getPublicKey())
                .isNotEqualTo(organization.tlsRoots().get(0).getPublicKey());
    }

    @Test
    void anEnrolmentLeafSignsAndNothingElse() throws Exception {
        Enrolment node = authority.issue(IssueRequest.client("node", Role.MEMBER));
        X509Certificate leaf = node.identity().certificate();
        assertThat(usages(leaf)).containsExactly(0);
        assertThat(leaf.getExtendedKeyUsage()).isNull();
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15");
        assertThat(leaf.getNonCriticalExtensionOIDs()).isSubsetOf(NO_EXTENSION_BUT_THESE);
        assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=node,OU=client,O=HospitalA");
        assertThat(leaf.getSigAlgName()).isEqualTo("SHA256withECDSA");
        X509Certificate root = authority.organization().roots().get(0);
        assertThat(authorityKey(leaf)).isEqualTo(subjectKey(root));
        assertThat(subjectKey(leaf)).isNotEqualTo(subjectKey(root));
    }

    @Test
    void everyKindHasItsNodeRoleAndPassesTheMspsChecks() {
        Organization organization = authority.organization();
        for (IssueRequest request : List.of(
                IssueRequest.peer("peer0"),
                IssueRequest.orderer("orderer0"),
                IssueRequest.admin("admin"),
                IssueRequest.client("seat", Role.BOARD))) {
            Enrolment issued = authority.issue(request);
            assertThat(organization.verify(issued.identity().certificate(), START))
                    .isEqualTo(request.ou());
        }
    }

    @Test
    void aTlsLeafServesAndCallsOnLoopback() throws Exception {
        X509Certificate leaf = authority.issue(IssueRequest.peer("peer0")).tls().certificate();
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(leaf.getSubjectAlternativeNames())
                .extracting(name -> name.get(0) + " " + name.get(1))
                .containsExactly("2 localhost", "7 127.0.0.1");
        assertThat(usages(leaf)).containsExactly(0);
        validate(leaf, authority.organization().tlsRoots().get(0), START, authority.tlsCrl());
    }

    @Test
    void aTlsLeafNamesTheHostsItWasAskedFor() throws Exception {
        IssueRequest request =
                IssueRequest.peer("peer0").onHosts(List.of("peer.hospital.example", "192.0.2.7", "2001:db8::7"));
        assertThat(authority.issue(request).tls().certificate().getSubjectAlternativeNames())
                .extracting(name -> name.get(0) + " " + name.get(1))
                .containsExactly("2 peer.hospital.example", "7 192.0.2.7", "7 2001:db8:0:0:0:0:0:7");
    }

    @Test
    void theChainValidatesByTheJdksOwnRules() throws Exception {
        Enrolment node = authority.issue(IssueRequest.client("node", Role.MEMBER));
        validate(node.identity().certificate(), authority.organization().roots().get(0), START, authority.crl());
        assertThatThrownBy(() -> validate(
                        node.identity().certificate(),
                        authority.organization().tlsRoots().get(0),
                        START,
                        authority.tlsCrl()))
                .isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void leavesAreBackdatedAndNeverOutliveTheirRoot() {
        var lifetimes = new Lifetimes(Duration.ofDays(30), Duration.ofDays(20));
        var brief = CertificateAuthority.create(folder.resolve("brief"), "HospitalB", lifetimes, clock, random);
        X509Certificate first = brief.issue(IssueRequest.peer("p")).identity().certificate();
        assertThat(first.getNotBefore().toInstant()).isEqualTo(START.minus(Duration.ofMinutes(5)));
        assertThat(first.getNotAfter().toInstant()).isEqualTo(START.plus(Duration.ofDays(20)));
        clock.advance(Duration.ofDays(15));
        X509Certificate second = brief.issue(IssueRequest.peer("p")).identity().certificate();
        assertThat(second.getNotAfter().toInstant()).isEqualTo(START.plus(Duration.ofDays(30)));
        clock.advance(Duration.ofDays(16));
        assertThatThrownBy(() -> brief.issue(IssueRequest.peer("p")))
                .isInstanceOf(CertificateRefusedException.class)
                .hasMessageContaining("expired at 2026-12-23T10:00:00Z");
    }

    @Test
    void aRevokedSerialIsOnTheListThatNamesItsRoot() throws Exception {
        Enrolment node = authority.issue(IssueRequest.client("node", Role.MEMBER));
        Enrolment other = authority.issue(IssueRequest.client("other", Role.MEMBER));
        BigInteger serial = node.identity().certificate().getSerialNumber();
        assertThat(authority.crl().getRevokedCertificates()).isNull();
        clock.advance(Duration.ofHours(1));
        authority.revoke(serial);

        X509CRL crl = authority.crl();
        assertThat(crl.getRevokedCertificate(serial).getRevocationDate()).isEqualTo(Date.from(clock.instant()));
        assertThat(crl.getRevokedCertificate(other.identity().certificate().getSerialNumber()))
                .isNull();
        X509Certificate root = authority.organization().roots().get(0);
        crl.verify(root.getPublicKey());
        assertThat(AuthorityKeyIdentifier.getInstance(ASN1OctetString.getInstance(crl.getExtensionValue(AUTHORITY_KEY))
                                .getOctets())
                        .getKeyIdentifierOctets())
                .isEqualTo(subjectKey(root));
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> validate(node.identity().certificate(), root, clock.instant(), crl))
                .isInstanceOf(CertPathValidatorException.class)
                .hasMessageContaining("revoked");
        validate(other.identity().certificate(), root, clock.instant(), crl);
    }

    @Test
    void revokingAgainChangesNothingAndAStrangersSerialIsRefused() {
        Enrolment node = authority.issue(IssueRequest.client("node", Role.MEMBER));
        authority.revoke(node);
        X509CRL once = authority.crl();
        authority.revoke(node);
        assertThat(authority.crl()).isEqualTo(once);
        assertThat(authority.tlsCrl().getRevokedCertificate(node.tls().certificate()))
                .isNotNull();
        assertThatThrownBy(() -> authority.revoke(BigInteger.TEN))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("issued no certificate with serial a");
    }

    @Test
    void nothingIsForgottenAcrossARestart() {
        Enrolment before = authority.issue(IssueRequest.client("node", Role.MEMBER));
        authority.revoke(before.identity().certificate().getSerialNumber());
        CertificateAuthority reopened = CertificateAuthority.open(folder.resolve("ca"), clock, random);
        assertThat(reopened.organization()).isEqualTo(authority.organization());
        assertThat(reopened.tlsCrl()).isEqualTo(authority.tlsCrl());
        Enrolment after = reopened.issue(IssueRequest.client("node", Role.MEMBER));
        assertThat(reopened.organization().verify(after.identity().certificate(), START))
                .isEqualTo(NodeOu.CLIENT);
        assertThatThrownBy(
                        () -> reopened.organization().verify(before.identity().certificate(), START))
                .isInstanceOf(CertificateRefusedException.class);
        assertThatThrownBy(() -> CertificateAuthority.create(
                        folder.resolve("ca"), "HospitalA", Lifetimes.DEFAULT, clock, random))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("exists");
    }

    @Test
    void renewalKeepsSubjectRoleAndHosts() {
        Enrolment old =
                authority.issue(IssueRequest.owner("patients", "trust-7").onHosts(List.of("localhost", "192.0.2.7")));
        clock.advance(Duration.ofDays(300));
        for (KeyChoice choice : KeyChoice.values()) {
            Enrolment renewed = authority.renew(old, choice);
            X509Certificate was = old.identity().certificate();
            X509Certificate is = renewed.identity().certificate();
            assertThat(is.getSubjectX500Principal()).isEqualTo(was.getSubjectX500Principal());
            assertThat(Roles.attributes(is)).isEqualTo(Roles.attributes(was)).containsEntry(Roles.OWNER, "trust-7");
            assertThat(SubjectNames.hosts(renewed.tls().certificate())).containsExactly("localhost", "192.0.2.7");
            assertThat(is.getSerialNumber()).isNotEqualTo(was.getSerialNumber());
            assertThat(is.getNotAfter().toInstant()).isEqualTo(clock.instant().plus(Duration.ofDays(365)));
            assertThat(is.getPublicKey().equals(was.getPublicKey())).isEqualTo(choice == KeyChoice.SAME_KEY);
            assertThat(renewed.tls()
                            .certificate()
                            .getPublicKey()
                            .equals(old.tls().certificate().getPublicKey()))
                    .isEqualTo(choice == KeyChoice.SAME_KEY);
            assertThat(authority.organization().verify(is, clock.instant())).isEqualTo(NodeOu.CLIENT);
        }
    }

    @Test
    void whatWasRevokedOrIssuedElsewhereIsNotRenewed() {
        Enrolment node = authority.issue(IssueRequest.client("node", Role.MEMBER));
        authority.revoke(node.identity().certificate().getSerialNumber());
        assertThatThrownBy(() -> authority.renew(node, KeyChoice.NEW_KEY))
                .isInstanceOf(CertificateRefusedException.class)
                .hasMessageContaining("is revoked and cannot be renewed");
        var stranger = CertificateAuthority.create(folder.resolve("x"), "HospitalA", Lifetimes.DEFAULT, clock, random);
        Enrolment foreign = stranger.issue(IssueRequest.client("node", Role.MEMBER));
        assertThatThrownBy(() -> authority.renew(foreign, KeyChoice.SAME_KEY))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("did not issue");
    }

    @Test
    void aFolderWithMixedUpKeysDoesNotOpen() throws IOException {
        Path ca = folder.resolve("ca");
        Files.copy(ca.resolve("tlsca.key"), ca.resolve("ca.key"), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> CertificateAuthority.open(ca, clock, random))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("ca.key does not belong to ca.pem");
    }

    @Test
    void aBrokenOrMissingStateNamesItsFile() throws IOException {
        Path state = folder.resolve("ca").resolve("state.json");
        Files.writeString(state, "{\"mspId\":\"HospitalA\"}");
        assertThatThrownBy(() -> CertificateAuthority.open(folder.resolve("ca"), clock, random))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("state.json is not the state of a certificate authority");
        Files.delete(state);
        assertThatThrownBy(() -> CertificateAuthority.open(folder.resolve("ca"), clock, random))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("state.json is missing");
        assertThatThrownBy(() -> CertificateAuthority.open(folder.resolve("none"), clock, random))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("create the certificate authority first");
    }

    private static List<Integer> usages(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return IntStream.range(0, usage.length)
                .filter(bit -> usage[bit])
                .boxed()
                .toList();
    }

    private static byte[] subjectKey(X509Certificate certificate) {
        return SubjectKeyIdentifier.getInstance(ASN1OctetString.getInstance(certificate.getExtensionValue(SUBJECT_KEY))
                        .getOctets())
                .getKeyIdentifier();
    }

    private static byte[] authorityKey(X509Certificate certificate) {
        return AuthorityKeyIdentifier.getInstance(
                        ASN1OctetString.getInstance(certificate.getExtensionValue(AUTHORITY_KEY))
                                .getOctets())
                .getKeyIdentifierOctets();
    }

    private static void validate(X509Certificate leaf, X509Certificate root, Instant moment, X509CRL crl)
            throws GeneralSecurityException {
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setDate(Date.from(moment));
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(crl))));
        var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    @Test
    void whatWasIssuedIsListedWithItsEndAndItsRevocationAlsoAfterReopening() {
        Enrolment peer = authority.issue(IssueRequest.peer("peer"));
        clock.advance(Duration.ofDays(10));
        Enrolment renewed = authority.renew(peer, KeyChoice.SAME_KEY);
        authority.revoke(peer.tls().certificate().getSerialNumber());
        Instant end = START.plus(Lifetimes.DEFAULT.leaf());
        List<IssuedCertificate> expected = List.of(
                listed(IssuedCertificate.Purpose.ENROLMENT, peer.identity(), end, Optional.empty()),
                listed(
                        IssuedCertificate.Purpose.ENROLMENT,
                        renewed.identity(),
                        end.plus(Duration.ofDays(10)),
                        Optional.empty()),
                listed(IssuedCertificate.Purpose.TLS, peer.tls(), end, Optional.of(START.plus(Duration.ofDays(10)))),
                listed(IssuedCertificate.Purpose.TLS, renewed.tls(), end.plus(Duration.ofDays(10)), Optional.empty()));

        assertThat(authority.issued()).isEqualTo(expected);
        assertThat(CertificateAuthority.open(folder.resolve("ca"), clock, random)
                        .issued())
                .isEqualTo(expected);
        assertThat(NodeOu.of(renewed.identity().certificate())).contains(NodeOu.PEER);
    }

    private static IssuedCertificate listed(
            IssuedCertificate.Purpose purpose, Identity identity, Instant expires, Optional<Instant> revoked) {
        return new IssuedCertificate(purpose, identity.certificate().getSerialNumber(), "peer", expires, revoked);
    }
}

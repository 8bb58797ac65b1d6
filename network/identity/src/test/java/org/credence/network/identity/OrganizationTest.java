package org.credence.network.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.credence.network.identity.CertificateRefusedException.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrganizationTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(START);
    private CertificateAuthority authority;

    @BeforeEach
    void createAuthority() {
        authority = authority("ca", "HospitalA");
    }

    @Test
    void aStrangersAuthorityDoesNotValidateEvenUnderTheSameName() {
        X509Certificate foreign = leaf(authority("other", "HospitalA"));
        assertRefused(foreign, START, Reason.UNKNOWN_ISSUER, "is not issued by a root of HospitalA");
        assertRefused(leaf(authority("b", "HospitalB")), START, Reason.UNKNOWN_ISSUER, "HospitalA");
    }

    @Test
    void aCertificateIsGoodFromItsFirstToItsLastSecond() {
        X509Certificate leaf = leaf(authority);
        Instant first = leaf.getNotBefore().toInstant();
        Instant last = leaf.getNotAfter().toInstant();
        assertThat(authority.organization().verify(leaf, first)).isEqualTo(NodeOu.CLIENT);
        assertThat(authority.organization().verify(leaf, last)).isEqualTo(NodeOu.CLIENT);
        assertRefused(leaf, last.plusMillis(1), Reason.EXPIRED, "expired at 2027-11-23T10:00:00Z");
        clock.advance(Duration.ofDays(1));
        X509Certificate later = leaf(authority);
        assertRefused(later, START, Reason.NOT_YET_VALID, "check the clock");
    }

    @Test
    void aRevokedCertificateIsRefusedAndOthersAreNot() {
        X509Certificate leaf = leaf(authority);
        X509Certificate other = leaf(authority);
        authority.revoke(leaf.getSerialNumber());
        assertRefused(leaf, START, Reason.REVOKED, "ask for a new one");
        assertThat(authority.organization().verify(other, START)).isEqualTo(NodeOu.CLIENT);
    }

    @Test
    void aRootThatReplacesAnotherIsGoodBesideIt() {
        CertificateAuthority successor = authority("next", "HospitalA");
        Organization one = authority.organization();
        Organization two = successor.organization();
        var both = new Organization(
                "HospitalA",
                List.of(one.roots().get(0), two.roots().get(0)),
                one.tlsRoots(),
                List.of(one.crls().get(0), two.crls().get(0)));
        assertThat(both.verify(leaf(authority), START)).isEqualTo(NodeOu.CLIENT);
        assertThat(both.verify(leaf(successor), START)).isEqualTo(NodeOu.CLIENT);
    }

    @Test
    void aStrangersRevocationListIsRefused() {
        Organization organization = authority.organization();
        assertThatThrownBy(() -> new Organization(
                        "HospitalA",
                        organization.roots(),
                        organization.tlsRoots(),
                        authority("other", "HospitalA").organization().crls()))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("signed by none of its roots");
    }

    @Test
    void certificatesForOtherUsesAreRefused() throws Exception {
        assertRefused(
                authority.organization().roots().get(0), START, Reason.WRONG_USE, "is a certificate authority's own");
        RootAuthority root = root();
        X509Certificate rsa = TestCertificates.odd(
                root,
                "CN=x,OU=client",
                TestCertificates.keys("RSA", 2048).getPublic(),
                KeyUsage.digitalSignature,
                START);
        assertRefused(rsa, START, Reason.WRONG_USE, "not EC P-256");
        X509Certificate p384 = TestCertificates.odd(
                root, "CN=x,OU=client", TestCertificates.keys("EC", 384).getPublic(), KeyUsage.digitalSignature, START);
        assertRefused(p384, START, Reason.WRONG_USE, "not EC P-256");
        X509Certificate agreement = TestCertificates.odd(
                root, "CN=x,OU=client", TestCertificates.keys("EC", 256).getPublic(), KeyUsage.keyAgreement, START);
        assertRefused(agreement, START, Reason.WRONG_USE, "digitalSignature");
    }

    @Test
    void exactlyOneNodeRoleMustBeInTheSubject() throws Exception {
        for (String subject : List.of("CN=x", "CN=x,OU=doctors", "CN=x,OU=client,OU=admin", "CN=x,OU=peer,OU=peer")) {
            X509Certificate odd = TestCertificates.odd(
                    root(), subject, TestCertificates.keys("EC", 256).getPublic(), KeyUsage.digitalSignature, START);
            assertRefused(odd, START, Reason.WRONG_NODE_OU, "must have exactly one of client, peer, admin, orderer");
        }
        X509Certificate more = TestCertificates.odd(
                root(),
                "CN=x,OU=doctors,OU=peer",
                TestCertificates.keys("EC", 256).getPublic(),
                KeyUsage.digitalSignature,
                START);
        assertThat(authority.organization().verify(more, START)).isEqualTo(NodeOu.PEER);
    }

    @Test
    void anIdentityNeedsTheKeyOfItsCertificate() {
        Enrolment one = authority.issue(IssueRequest.client("one", Role.MEMBER));
        Enrolment two = authority.issue(IssueRequest.client("two", Role.MEMBER));
        assertThatThrownBy(() -> new Identity(
                        "HospitalA",
                        one.identity().certificate(),
                        two.identity().privateKey()))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining(
                        "private key does not belong to the certificate of CN=one, OU=client, O=HospitalA");
        assertThat(one.identity().toString()).contains("CN=one").doesNotContain("PRIVATE", "key");
    }

    private RootAuthority root() {
        return new RootAuthority(
                Pem.readCertificate(folder.resolve("ca/ca.pem")), Pem.readPrivateKey(folder.resolve("ca/ca.key")));
    }

    private CertificateAuthority authority(String name, String mspId) {
        return CertificateAuthority.create(folder.resolve(name), mspId, Lifetimes.DEFAULT, clock, new SecureRandom());
    }

    private static X509Certificate leaf(CertificateAuthority authority) {
        return authority
                .issue(IssueRequest.client("node", Role.MEMBER))
                .identity()
                .certificate();
    }

    private void assertRefused(X509Certificate certificate, Instant moment, Reason reason, String words) {
        var refusal = catchThrowableOfType(
                CertificateRefusedException.class,
                () -> authority.organization().verify(certificate, moment));
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal).hasMessageContaining(words);
    }
}

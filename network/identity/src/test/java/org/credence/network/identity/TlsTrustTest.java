package org.credence.network.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.credence.network.identity.CertificateRefusedException.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTrustTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Lifetimes LIFETIMES = new Lifetimes(Duration.ofDays(365), Duration.ofDays(30));

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(NOW);
    private CertificateAuthority authority;
    private Enrolment enrolment;

    @BeforeEach
    void issue() {
        authority = authority("ClinicA");
        enrolment = authority.issue(IssueRequest.client("node"));
    }

    private CertificateAuthority authority(String mspId) {
        return CertificateAuthority.create(folder.resolve(mspId), mspId, LIFETIMES, clock, new SecureRandom());
    }

    private TlsTrust trust() {
        return new TlsTrust("ClinicA", authority.organization().tlsRoots(), List.of(authority.tlsCrl()));
    }

    private static void assertRefused(TlsTrust trust, X509Certificate certificate, Instant moment, Reason reason) {
        assertThatExceptionOfType(CertificateRefusedException.class)
                .isThrownBy(() -> trust.verify(certificate, TlsUse.CALLING, moment))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void aTlsCertificateIsGoodForBothEndsUntilItExpires() {
        X509Certificate certificate = enrolment.tls().certificate();
        Instant end = certificate.getNotAfter().toInstant();

        assertThat(TlsTrust.organization(certificate)).contains("ClinicA");
        assertThat(trust().verify(certificate, TlsUse.CALLING, NOW)).isEqualTo(end);
        assertThat(trust().verify(certificate, TlsUse.SERVING, end)).isEqualTo(end);
        assertRefused(trust(), certificate, end.plusSeconds(1), Reason.EXPIRED);
        assertRefused(trust(), certificate, NOW.minus(Duration.ofHours(1)), Reason.NOT_YET_VALID);
    }

    @Test
    void anotherOrganizationsCertificateIsRefusedAlsoUnderACommonRoot() {
        CertificateAuthority other = authority("ClinicB");
        X509Certificate certificate =
                other.issue(IssueRequest.client("node")).tls().certificate();
        var common = new TlsTrust("ClinicA", other.organization().tlsRoots(), List.of());

        assertRefused(trust(), certificate, NOW, Reason.UNKNOWN_ISSUER);
        assertRefused(common, certificate, NOW, Reason.UNKNOWN_ISSUER);
        assertRefused(common, enrolment.tls().certificate(), NOW, Reason.UNKNOWN_ISSUER);
    }

    @Test
    void aRevokedCertificateIsRefusedOnceTheListIsKnown() {
        TlsTrust before = trust();
        authority.revoke(enrolment);

        assertThat(before.verify(enrolment.tls().certificate(), TlsUse.CALLING, NOW))
                .isAfter(NOW);
        assertRefused(trust(), enrolment.tls().certificate(), NOW, Reason.REVOKED);
    }

    @Test
    void whatIsNoTlsLeafIsRefused() {
        var enrolmentRoots = new TlsTrust("ClinicA", authority.organization().roots(), List.of());

        assertRefused(trust(), enrolment.identity().certificate(), NOW, Reason.UNKNOWN_ISSUER);
        assertRefused(enrolmentRoots, enrolment.identity().certificate(), NOW, Reason.WRONG_USE);
        assertRefused(trust(), trust().roots().get(0), NOW, Reason.WRONG_USE);
    }

    @Test
    void aListThatNoRootSignedIsNoList() {
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> new TlsTrust(
                        "ClinicA",
                        authority.organization().tlsRoots(),
                        List.of(authority("ClinicC").tlsCrl())))
                .withMessageContaining("signed by none of its TLS roots");
    }
}

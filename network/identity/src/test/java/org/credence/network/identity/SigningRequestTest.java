package org.credence.network.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys stay where they were made; what goes to the authority and comes back is public, and checked on both sides. */
class SigningRequestTest {
    private static final IssueRequest MEMBER =
            IssueRequest.client("member", Role.MEMBER).onHosts(List.of("node.clinic.example", "10.0.0.7"));

    @TempDir
    private Path folder;

    private final SecureRandom random = new SecureRandom();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-01T00:00:00Z"));
    private CertificateAuthority authority;

    @BeforeEach
    void found() {
        authority = CertificateAuthority.create(folder.resolve("ca"), "Clinic", Lifetimes.DEFAULT, clock, random);
    }

    @Test
    void certificatesComeForKeysThatStayed() {
        Path keys = folder.resolve("pending");
        SigningRequest request = SigningRequest.read(PendingEnrolment.create(keys, "Clinic", MEMBER, random));
        assertThat(request.mspId()).isEqualTo("Clinic");
        assertThat(request.wanted()).isEqualTo(MEMBER);

        authority.sign(request, MEMBER).write(folder.resolve("answer"));
        SignedCertificates answer = SignedCertificates.read(folder.resolve("answer"), clock.instant());
        Enrolment enrolment = PendingEnrolment.complete(keys, answer);

        assertThat(enrolment.mspId()).isEqualTo("Clinic");
        assertThat(Roles.of(enrolment.identity().certificate())).contains(Role.MEMBER);
        assertThat(SubjectNames.hosts(enrolment.tls().certificate())).isEqualTo(MEMBER.hosts());
        assertThat(answer.organization().roots())
                .isEqualTo(authority.organization().roots());
        EnrolmentFolder.write(folder.resolve("member"), answer.organization(), enrolment);
        assertThat(EnrolmentFolder.read(folder.resolve("member")).mspId()).isEqualTo("Clinic");
    }

    @Test
    void noPrivateKeyLeavesTheFolderAndOnlyItsOwnerMayLookIntoIt() throws Exception {
        Path keys = folder.resolve("pending");
        Path request = PendingEnrolment.create(keys, "Clinic", MEMBER, random);
        authority.sign(SigningRequest.read(request), MEMBER).write(folder.resolve("answer"));

        assertThat(Files.readString(request)).doesNotContain("PRIVATE");
        try (var files = Files.walk(folder.resolve("answer"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("PRIVATE"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve("tls.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void nothingIsGrantedBesidesWhatIsAskedForAndAgreedTo() {
        SigningRequest request = SigningRequest.read(PendingEnrolment.create(
                folder.resolve("pending"), "Clinic", IssueRequest.client("me", Role.BOARD), random));

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> authority.sign(request, IssueRequest.client("me", Role.MEMBER)))
                .withMessageContaining("grant what is asked for");
    }

    @Test
    void anAuthoritySignsForItsOwnOrganizationAlone() {
        SigningRequest request =
                SigningRequest.read(PendingEnrolment.create(folder.resolve("pending"), "Pharma", MEMBER, random));

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> authority.sign(request, MEMBER))
                .withMessageContaining("of Pharma, this is the authority of Clinic");
    }

    @Test
    void keysAreNotMadeOverOthers() {
        PendingEnrolment.create(folder.resolve("pending"), "Clinic", MEMBER, random);

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> PendingEnrolment.create(folder.resolve("pending"), "Clinic", MEMBER, random))
                .withMessageContaining("made before");
    }

    @Test
    void certificatesForOtherKeysAreNotInstalled() {
        PendingEnrolment.create(folder.resolve("one"), "Clinic", MEMBER, random);
        Path other = PendingEnrolment.create(folder.resolve("other"), "Clinic", MEMBER, random);
        SignedCertificates answer = authority.sign(SigningRequest.read(other), MEMBER);

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> PendingEnrolment.complete(folder.resolve("one"), answer))
                .withMessageContaining("does not belong");
    }

    @Test
    void aRequestThatWasChangedAnywhereIsRefused() throws Exception {
        Path file = PendingEnrolment.create(folder.resolve("pending"), "Clinic", MEMBER, random);
        byte[] whole = Files.readAllBytes(file);
        for (int place = 0; place < whole.length; place += 7) {
            byte[] changed = whole.clone();
            changed[place] ^= 1;
            assertThatExceptionOfType(IdentityException.class)
                    .as("byte %s", place)
                    .isThrownBy(() -> SigningRequest.decode(changed, "request.pem"));
        }
    }

    @Test
    void onlyAPairOfRequestsIsOne() throws Exception {
        String pair = Files.readString(PendingEnrolment.create(folder.resolve("pending"), "Clinic", MEMBER, random));
        int second = pair.lastIndexOf("-----BEGIN");
        for (String text : List.of(
                "", pair.substring(0, second), pair + pair, pair.substring(second) + pair.substring(0, second), " ")) {
            assertThatExceptionOfType(IdentityException.class)
                    .isThrownBy(() -> SigningRequest.decode(text.getBytes(StandardCharsets.US_ASCII), "request.pem"));
        }
    }

    @Test
    void anAnswerOfAnotherAuthorityIsRefused() throws Exception {
        SigningRequest request =
                SigningRequest.read(PendingEnrolment.create(folder.resolve("pending"), "Clinic", MEMBER, random));
        authority.sign(request, MEMBER).write(folder.resolve("answer"));
        CertificateAuthority twin =
                CertificateAuthority.create(folder.resolve("twin"), "Clinic", Lifetimes.DEFAULT, clock, random);
        twin.sign(request, MEMBER).write(folder.resolve("forged"));
        Files.copy(
                folder.resolve("forged/tls.pem"),
                folder.resolve("answer/tls.pem"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> SignedCertificates.read(folder.resolve("answer"), clock.instant()))
                .withMessageContaining("not issued by a TLS root of Clinic");
    }

    @Test
    void aNodesKeysAreMadeOnceAndBelongTogether() throws Exception {
        Path place = folder.resolve("node-keys");
        NodeKeys made = NodeKeys.openOrCreate(place, random);
        NodeKeys found = NodeKeys.openOrCreate(place, random);
        assertThat(found.signing().getPublic().getEncoded())
                .isEqualTo(made.signing().getPublic().getEncoded());
        assertThat(found.agreement().getPublic()).isEqualTo(made.agreement().getPublic());
        assertThat(found.toString()).isEqualTo("NodeKeys");

        NodeKeys.openOrCreate(folder.resolve("other-keys"), random);
        Files.copy(
                folder.resolve("other-keys/agreement.pub"),
                place.resolve("agreement.pub"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> NodeKeys.open(place))
                .withMessageContaining("do not belong together");
    }
}

package org.credence.network.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PemFuzzTest {
    @TempDir
    Path folder;

    private static CertificateAuthority authority;
    private static Organization organization;
    private static Enrolment node;
    private static byte[] pem;

    @BeforeAll
    static void issue(@TempDir Path authorityFolder) {
        authority = CertificateAuthority.create(
                authorityFolder.resolve("ca"),
                "HospitalA",
                Lifetimes.DEFAULT,
                InstantSource.system(),
                new SecureRandom());
        organization = authority.organization();
        node = authority.issue(IssueRequest.client("node", Role.MEMBER));
        pem = Pem.encode(node.identity().certificate()).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void everyKindComesBackAsItWasWritten() throws IOException {
        Path file = folder.resolve("x.pem");
        Files.write(file, pem);
        assertThat(Pem.readCertificate(file)).isEqualTo(node.identity().certificate());
        Files.writeString(file, Pem.encode(authority.crl()));
        assertThat(Pem.readCrl(file)).isEqualTo(authority.crl());
        Files.writeString(file, Pem.encode(node.identity().privateKey()));
        assertThat(Pem.readPrivateKey(file)).isEqualTo(node.identity().privateKey());
    }

    /** The property that evidence files stand on: no changed byte goes unnoticed (another letter, the other case). */
    @Test
    void changingAnyByteOfACertificateFileIsNoticed() {
        for (int i = 0; i < pem.length; i++) {
            for (int difference : new int[] {1, 'a' ^ 'A'}) {
                byte[] changed = pem.clone();
                changed[i] ^= (byte) difference;
                assertThat(accepted(changed))
                        .as("byte %d xor %d", i, difference)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void otherBytesAreRefusedInWords(long seed) throws CertificateEncodingException {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20; i++) {
            assertThat(accepted(mutated(random))).as("mutation %d", i).isFalse();
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void otherSpellingsOfTheSameCertificateAreRefused() {
        String text = new String(pem, StandardCharsets.US_ASCII);
        for (String other : List.of(
                text.replace("\n", "\r\n"),
                text + "\n",
                "\n" + text,
                "subject=node\n" + text,
                text + text,
                text.strip(),
                text.substring(0, text.length() / 2) + " " + text.substring(text.length() / 2),
                text.replace("CERTIFICATE", "TRUSTED CERTIFICATE"),
                text.replace("CERTIFICATE", "X509 CRL"),
                "-----BEGIN CERTIFICATE-----\n\n-----END CERTIFICATE-----\n",
                "")) {
            assertThatThrownBy(() -> Pem.certificate(other.getBytes(StandardCharsets.US_ASCII), "evidence/node.pem"))
                    .isInstanceOf(IdentityException.class)
                    .hasMessageStartingWith("evidence/node.pem is not one PEM block 'CERTIFICATE' in canonical form");
        }
    }

    @Test
    void aFileOfAnotherKindIsSaid() throws IOException {
        Path file = folder.resolve("x.pem");
        Files.write(file, new byte[Pem.MAX_LENGTH + 1]);
        assertThatThrownBy(() -> Pem.readCertificate(file))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("x.pem is longer than");
        assertThatThrownBy(() -> Pem.readCertificate(folder))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("cannot read " + folder);
        String crl = Pem.encode(authority.crl()).replace("X509 CRL", "PRIVATE KEY");
        assertThatThrownBy(() -> Pem.privateKey(crl.getBytes(StandardCharsets.US_ASCII), "key.pem"))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("key.pem does not hold an EC private key");
    }

    /** Read without a complaint, and good as a certificate of the organization. Any other exception than ours fails the test. */
    private static boolean accepted(byte[] changed) {
        try {
            X509Certificate certificate = Pem.certificate(changed, "x.pem");
            organization.verify(certificate, certificate.getNotBefore().toInstant());
            return true;
        } catch (IdentityException | CertificateRefusedException e) {
            return false;
        }
    }

    private static byte[] mutated(SplittableRandom random) throws CertificateEncodingException {
        byte[] der = node.identity().certificate().getEncoded();
        byte[] changed = switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(der, random.nextInt(der.length));
            case 1 -> Arrays.copyOf(der, der.length + 1 + random.nextInt(8));
            default -> der;
        };
        changed = changed.clone();
        for (int i = 1 + random.nextInt(4); i > 0 && changed.length > 0; i--) {
            changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
        }
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(changed);
        return ("-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}

package org.credence.network.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1OctetString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RolesTest {
    @TempDir
    Path folder;

    private CertificateAuthority authority;

    @BeforeEach
    void createAuthority() {
        authority = CertificateAuthority.create(
                folder.resolve("ca"), "HospitalA", Lifetimes.DEFAULT, InstantSource.system(), new SecureRandom());
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"MEMBER", "BOARD", "AUDITOR"})
    void aRoleComesBackFromTheCertificate(Role role) {
        X509Certificate certificate = certificate(IssueRequest.client("x", role));
        assertThat(Roles.of(certificate)).contains(role);
        assertThat(Roles.ownerOf(certificate)).isEmpty();
    }

    @Test
    void anOwnersCertificateNamesTheOwner() {
        X509Certificate certificate = certificate(IssueRequest.owner("x", "trust-7"));
        assertThat(Roles.of(certificate)).contains(Role.OWNER);
        assertThat(Roles.ownerOf(certificate)).contains("trust-7");
        assertThatThrownBy(() -> IssueRequest.client("x", Role.OWNER)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theExtensionIsFabricCasRawJson() {
        byte[] extension = certificate(IssueRequest.owner("x", "trust-7")).getExtensionValue("1.2.3.4.5.6.7.8.1");
        assertThat(new String(ASN1OctetString.getInstance(extension).getOctets(), StandardCharsets.UTF_8))
                .isEqualTo("{\"attrs\":{\"credence.owner\":\"trust-7\",\"credence.role\":\"owner\"}}");
    }

    @Test
    void withoutAttributesThereIsNoExtensionAndNoRole() {
        X509Certificate certificate = certificate(IssueRequest.client("x"));
        assertThat(certificate.getExtensionValue(Roles.EXTENSION)).isNull();
        assertThat(Roles.of(certificate)).isEmpty();
    }

    @Test
    void aRoleThatDoesNotExistIsSaid() {
        assertThatThrownBy(() -> Roles.of(withAttributes(Roles.ROLE, "king")))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("CN=x, OU=client, O=HospitalA")
                .hasMessageContaining("a role is member, board, auditor or owner, was 'king'");
    }

    @Test
    void anExtensionThatIsNotJsonIsSaid() throws Exception {
        String good = "{\"attrs\":{\"credence.role\":\"member\"}}";
        for (String bad :
                List.of("{\"attrs\":{\"credence.role\":\"member\"}]", "{\"attrs\":[\"credence.role\":\"member\"}}")) {
            String pem = new String(
                    certificate(IssueRequest.client("x", Role.MEMBER)).getEncoded(), StandardCharsets.ISO_8859_1);
            X509Certificate broken =
                    TestCertificates.parse(pem.replace(good, bad).getBytes(StandardCharsets.ISO_8859_1));
            assertThatThrownBy(() -> Roles.of(broken))
                    .isInstanceOf(IdentityException.class)
                    .hasMessageContaining("not Fabric-CA's JSON");
        }
    }

    private X509Certificate certificate(IssueRequest request) {
        return authority.issue(request).identity().certificate();
    }

    private X509Certificate withAttributes(String name, String value) {
        SortedMap<String, String> attributes = new TreeMap<>();
        attributes.put(name, value);
        return certificate(new IssueRequest("x", NodeOu.CLIENT, attributes, List.of("localhost")));
    }
}

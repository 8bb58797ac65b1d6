package org.credence.network.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MspFolderTest {
    @TempDir
    Path folder;

    private CertificateAuthority authority;
    private Organization organization;
    private Enrolment node;
    private Path nodeFolder;

    @BeforeEach
    void writeFolders() {
        authority = CertificateAuthority.create(
                folder.resolve("ca"), "HospitalA", Lifetimes.DEFAULT, InstantSource.system(), new SecureRandom());
        organization = authority.organization();
        node = authority.issue(IssueRequest.client("node", Role.MEMBER));
        nodeFolder = folder.resolve("node");
        EnrolmentFolder.write(nodeFolder, organization, node);
        MspFolder.write(folder.resolve("channel"), organization);
    }

    @Test
    void foldersAreLaidOutAsFabricReadsThem() throws IOException {
        assertThat(files(folder.resolve("channel")))
                .containsExactly("cacerts/ca.pem", "config.yaml", "crls/crl.pem", "tlscacerts/tlsca.pem");
        assertThat(files(nodeFolder))
                .containsExactly(
                        "msp/cacerts/ca.pem",
                        "msp/config.yaml",
                        "msp/crls/crl.pem",
                        "msp/keystore/key.pem",
                        "msp/signcerts/cert.pem",
                        "msp/tlscacerts/tlsca.pem",
                        "tls/ca.crt",
                        "tls/server.crt",
                        "tls/server.key");
        assertThat(nodeFolder.resolve("msp/config.yaml")).hasContent("""
                NodeOUs:
                  Enable: true
                  ClientOUIdentifier:
                    OrganizationalUnitIdentifier: client
                  PeerOUIdentifier:
                    OrganizationalUnitIdentifier: peer
                  AdminOUIdentifier:
                    OrganizationalUnitIdentifier: admin
                  OrdererOUIdentifier:
                    OrganizationalUnitIdentifier: orderer
                """);
        assertThat(nodeFolder.resolve("msp/keystore/key.pem")).content().startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(nodeFolder.resolve("msp/crls/crl.pem")).content().startsWith("-----BEGIN X509 CRL-----\n");
    }

    @Test
    void whatIsWrittenComesBack() {
        assertThat(EnrolmentFolder.read(nodeFolder, "HospitalA")).isEqualTo(node);
        assertThat(EnrolmentFolder.readOrganization(nodeFolder, "HospitalA")).isEqualTo(organization);
        assertThat(MspFolder.read(folder.resolve("channel"), "HospitalA")).isEqualTo(organization);
    }

    @Test
    void privateKeysAndTheirFoldersAreTheOwnersAlone() throws IOException {
        for (String key : List.of("node/msp/keystore/key.pem", "node/tls/server.key", "ca/ca.key", "ca/tlsca.key")) {
            assertThat(rights(folder.resolve(key))).isEqualTo("rw-------");
            assertThat(rights(folder.resolve(key).getParent())).isEqualTo("rwx------");
        }
        assertThat(rights(nodeFolder)).isEqualTo("rwx------");
    }

    @Test
    void renewalReplacesTheFolderAndLeavesNothingBehind() throws IOException {
        authority.revoke(node.tls().certificate().getSerialNumber());
        Enrolment other = authority.issue(IssueRequest.client("node", Role.MEMBER));
        Enrolment renewed = authority.renew(other, KeyChoice.NEW_KEY);
        EnrolmentFolder.write(nodeFolder, authority.organization(), renewed);
        assertThat(EnrolmentFolder.read(nodeFolder, "HospitalA")).isEqualTo(renewed);
        assertThat(files(nodeFolder)).hasSize(9);
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("ca", "channel", "node");
        }
    }

    @Test
    void aReplacementThatWasKilledIsFinishedAtTheNextRead() throws IOException {
        Enrolment renewed = authority.renew(node, KeyChoice.NEW_KEY);
        EnrolmentFolder.write(folder.resolve("elsewhere"), organization, renewed);
        Files.move(folder.resolve("elsewhere"), folder.resolve("node.next"));
        Files.delete(nodeFolder.resolve("msp/keystore/key.pem"));
        assertThat(EnrolmentFolder.read(nodeFolder, "HospitalA")).isEqualTo(renewed);
        assertThat(folder.resolve("node.next")).doesNotExist();
    }

    @Test
    void aDraftThatWasKilledIsIgnoredAndThenOverwritten() throws IOException {
        Files.createDirectories(folder.resolve("node.draft/msp"));
        Files.writeString(folder.resolve("node.draft/msp/half"), "ha");
        assertThat(EnrolmentFolder.read(nodeFolder, "HospitalA")).isEqualTo(node);
        EnrolmentFolder.write(nodeFolder, organization, node);
        assertThat(folder.resolve("node.draft")).doesNotExist();
        assertThat(files(nodeFolder)).hasSize(9);
    }

    @Test
    void aKeyOfSomebodyElseIsSaidWithItsFolder() throws IOException {
        Enrolment other = authority.issue(IssueRequest.client("other", Role.MEMBER));
        Path key = nodeFolder.resolve("msp/keystore/key.pem");
        Files.writeString(key, Pem.encode(other.identity().privateKey()));
        assertThatThrownBy(() -> EnrolmentFolder.read(nodeFolder, "HospitalA"))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("no key in " + key.getParent())
                .hasMessageContaining("restore the key, or have the identity issued again");
        Files.writeString(
                nodeFolder.resolve("msp/keystore/old.pem"),
                Pem.encode(node.identity().privateKey()));
        assertThat(EnrolmentFolder.read(nodeFolder, "HospitalA")).isEqualTo(node);
    }

    @Test
    void missingFilesAndFoldersAreNamed() throws IOException {
        Files.delete(nodeFolder.resolve("tls/server.key"));
        assertThatThrownBy(() -> EnrolmentFolder.read(nodeFolder, "HospitalA"))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("server.key is missing");
        assertThatThrownBy(() -> EnrolmentFolder.read(folder.resolve("nobody"), "HospitalA"))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("nobody/msp/signcerts");
        Files.delete(folder.resolve("channel/cacerts/ca.pem"));
        assertThatThrownBy(() -> MspFolder.read(folder.resolve("channel"), "HospitalA"))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("channel needs a .pem file in cacerts");
    }

    @Test
    void twoSigningCertificatesAreOneTooMany() throws IOException {
        Files.copy(nodeFolder.resolve("msp/signcerts/cert.pem"), nodeFolder.resolve("msp/signcerts/old.pem"));
        assertThatThrownBy(() -> EnrolmentFolder.read(nodeFolder, "HospitalA"))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("must hold exactly one .pem file, holds 2");
    }

    @Test
    void anMspWithoutNodeRolesIsRefused() throws IOException {
        Path config = folder.resolve("channel/config.yaml");
        String yaml = Files.readString(config);
        for (String bad : List.of(
                yaml.replace("Enable: true", "Enable: false"),
                yaml.replace("Identifier: orderer", "Identifier: doctor"),
                "")) {
            Files.writeString(config, bad);
            assertThatThrownBy(() -> MspFolder.read(folder.resolve("channel"), "HospitalA"))
                    .isInstanceOf(IdentityException.class)
                    .hasMessageContaining("must enable NodeOUs");
        }
        Files.writeString(config, yaml.replace("OUIdentifier:\n", "OUIdentifier:\n    Certificate: cacerts/ca.pem\n"));
        assertThat(MspFolder.read(folder.resolve("channel"), "HospitalA")).isEqualTo(organization);
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}

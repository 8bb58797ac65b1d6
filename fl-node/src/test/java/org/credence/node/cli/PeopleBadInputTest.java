package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake at one of the people's commands is one message that says what is wrong and what would be right, before any call. */
class PeopleBadInputTest {
    @TempDir
    private Path home;

    @Test
    void aFolderWithoutCertificatesSaysWhichItHas() {
        of("board", "list")
                .refused(
                        ExitCode.NO_INPUT,
                        home.resolve("certificates") + " holds no certificate 'board'; there are []."
                                + " 'credence member init' asks for one, --as names another");
        certificate("member");
        assertThat(of("board", "list", "--as", "somebody").err()).contains("there are [member]");
    }

    @Test
    void aFolderThatDoesNotSayWhereItsLedgerIs() throws IOException {
        certificate("member");

        of("study", "list")
                .refused(
                        ExitCode.NO_INPUT,
                        home.resolve("connection.json")
                                + " is missing; whoever runs the network gives each organization its profile");
        Files.writeString(home.resolve("connection.json"), "{\"channel\":\"credence\"");
        Invocation broken = of("study", "list");
        assertThat(broken.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(broken.err()).startsWith(home.resolve("connection.json") + ": ");
    }

    @Test
    void wordsThatAreNoNamesOrHashesAreRefusedAtOnce() {
        Invocation study = of("study", "show", "a study");
        assertThat(study.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(study.err()).contains("a study id is 1 to 64 letters").contains("was 'a study'");
        assertThat(of("study", "approve", "small", "--hash", "ABC").err()).contains("64 lower-case hexadecimal digits");
        assertThat(of("member", "join", "--address", "clinic.example").err()).contains("https://host:port");
        assertThat(of("board", "rule", "scores", "small", "0").err()).contains("either --published, or --score");
    }

    @Test
    void aCertificateIsAskedForInWordsThatGoTogether() {
        assertThat(of("member", "init", "--msp", "Clinic", "--role", "owner").err())
                .contains("--owner ID go together");
        assertThat(of("member", "init", "--msp", "Clinic", "--role", "board", "--owner", "me")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(of("member", "init", "--msp", "Clinic", "--role", "chief").err())
                .contains("a role is member, board, auditor or owner, was 'chief'");
        assertThat(of("member", "init", "--msp", "Clinic", "--role", "member", "--host", "1.2.3.999")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void anAuthorityGrantsNoMoreThanItsOwnWordsSay() {
        authority();
        assertThat(of("member", "init", "--msp", "Clinic", "--role", "board").exitCode())
                .isEqualTo(ExitCode.OK);

        Invocation other = of(
                "authority",
                "sign",
                home.resolve("pending/board/request.pem").toString(),
                "--role",
                "member",
                "--out",
                home.resolve("answer").toString());

        assertThat(other.exitCode()).isEqualTo(ExitCode.IO);
        assertThat(other.err()).contains("grant what is asked for");
        assertThat(home.resolve("answer")).doesNotExist();
    }

    @Test
    void keysDoNotWaitOnceTheirCertificatesAreInstalled() {
        certificate("member");

        assertThat(home.resolve("pending/member")).doesNotExist();
        assertThat(home.resolve("certificates/member/msp/signcerts/cert.pem")).exists();
    }

    private void authority() {
        assertThat(of("authority", "init", "--msp", "Clinic").exitCode()).isEqualTo(ExitCode.OK);
    }

    private void certificate(String role) {
        authority();
        Path answer = home.resolve("answer");
        of("member", "init", "--msp", "Clinic", "--role", role);
        of(
                "authority",
                "sign",
                home.resolve("pending").resolve(role).resolve("request.pem").toString(),
                "--role",
                role,
                "--out",
                answer.toString());
        Invocation installed = of("member", "install", role, answer.toString());
        assertThat(installed.err()).isEmpty();
        assertThat(installed.out()).contains("organization  Clinic");
    }

    private Invocation of(String... command) {
        String[] arguments = Arrays.copyOf(command, command.length + 2);
        arguments[command.length] = "--home";
        arguments[command.length + 1] = home.toString();
        return Invocation.of(arguments);
    }
}

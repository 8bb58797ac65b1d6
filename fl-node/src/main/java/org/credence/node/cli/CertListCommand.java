package org.credence.node.cli;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.credence.network.fabric.OrganizationFolder;
import org.credence.network.identity.CertificateAuthority;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code credence network cert list}: what an organization's authority ever issued, and what is in use. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Every certificate that the authority issued: name, role, serial, until when it is valid, revoked or not.")
final class CertListCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MSP", description = "The organization, whose authority is on this machine.")
    private @Nullable String organization;

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Override
    public Integer call() throws IOException {
        OrganizationFolder folder = network.organization(Arguments.given(organization));
        InstantSource clock = InstantSource.system();
        var authority = CertificateAuthority.open(folder.authority(), clock, new SecureRandom());
        new CertificateTable(folder, authority, clock.instant()).print(network.console());
        network.console().flush();
        return ExitCode.OK;
    }
}

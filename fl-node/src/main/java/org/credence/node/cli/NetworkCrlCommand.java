package org.credence.node.cli;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.credence.network.fabric.ChannelAdministration;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.config.EnforceRevocations;
import org.credence.network.identity.CertificateAuthority;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code credence network crl}: an organization's newest revocation list comes into force on the channel. */
@Command(
        name = "crl",
        mixinStandardHelpOptions = true,
        description = "Puts an organization's newest revocation list in force, signed by its administrator.")
final class NetworkCrlCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MSP", description = "The organization, whose authority is on this machine.")
    private @Nullable String organization;

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Override
    public Integer call() {
        FabricNetwork fabric = network.open();
        String mspId = Arguments.given(organization);
        var random = new SecureRandom();
        var authority =
                CertificateAuthority.open(fabric.organization(mspId).authority(), InstantSource.system(), random);
        long block = new ChannelAdministration(fabric, InstantSource.system(), random)
                .apply(new EnforceRevocations(mspId, authority.crl()), List.of(mspId))
                .number();
        network.console().printf("in force from block %d on%n", block + 1);
        network.console().flush();
        return ExitCode.OK;
    }
}

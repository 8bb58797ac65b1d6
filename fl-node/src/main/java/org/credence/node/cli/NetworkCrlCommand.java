package org.credence.node.cli;

import java.util.concurrent.Callable;
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
        RevocationList.putInForce(Arguments.given(organization), network);
        return ExitCode.OK;
    }
}

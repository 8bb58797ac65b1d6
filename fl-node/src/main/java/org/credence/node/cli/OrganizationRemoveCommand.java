package org.credence.node.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.credence.network.fabric.FabricNetwork;
import org.credence.node.cli.local.OrganizationChanges;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code credence network org remove}: the board's vote, the channel's update, and the end of what runs of it here. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description =
                "Has an organization leave, with whatever it hosts, as far as the board seats and administrators' keys"
                        + " on this machine go; where others' are missing it says whose, and the same command goes on.")
final class OrganizationRemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MSP", description = "The organization's MSP id.")
    private @Nullable String organization;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Where the update stands while signatures are missing (default: remove-MSP.update in --dir).")
    private @Nullable Path file;

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Override
    public Integer call() throws IOException {
        String mspId = network.memberId(Arguments.given(organization));
        // The others do it: the one that leaves does not vote or sign, and is not heard any more afterwards.
        FabricNetwork fabric = network.open().without(mspId);
        try (var changes = new OrganizationChanges(fabric, InstantSource.system(), new SecureRandom(), network::tell)) {
            fabric = changes.remove(mspId, network.carried(Optional.ofNullable(file), "remove-" + mspId));
        }
        network.print(fabric);
        return ExitCode.OK;
    }
}

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

/** {@code credence network host add}: a member's peer, contract and ordering node, here, and the update by which the channel counts on them. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description =
                "Makes a member a host on this machine; where others' signatures are missing it says whose, and the"
                        + " same command goes on.")
final class HostAddCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MSP", description = "The member, whose folder is on this machine.")
    private @Nullable String organization;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Where the update stands while signatures are missing (default: host-MSP.update in --dir).")
    private @Nullable Path file;

    @Mixin
    private final HostOptions hosting = new HostOptions();

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Override
    public Integer call() throws IOException {
        String mspId = network.memberId(Arguments.given(organization));
        FabricNetwork fabric = network.open();
        if (fabric.plan().isHost(mspId)) {
            network.tell(mspId + " hosts already; 'credence network up fabric' starts what does not run");
            return ExitCode.OK;
        }
        try (var changes = new OrganizationChanges(fabric, InstantSource.system(), new SecureRandom(), network::tell)) {
            fabric = changes.host(
                    hosting.machine(fabric, mspId),
                    hosting.snapshot(),
                    network.carried(Optional.ofNullable(file), "host-" + mspId));
        }
        network.print(fabric);
        return ExitCode.OK;
    }
}

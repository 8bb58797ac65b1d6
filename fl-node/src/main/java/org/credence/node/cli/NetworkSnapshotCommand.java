package org.credence.node.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code credence network snapshot}: what a host's peer holds, as files by which another organization's peer can begin. */
@Command(
        name = "snapshot",
        mixinStandardHelpOptions = true,
        description = "Takes a snapshot of a host's peer, by which another organization's peer can begin.")
final class NetworkSnapshotCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MSP", description = "A host, whose peer is running on this machine.")
    private @Nullable String organization;

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Override
    public Integer call() {
        network.tell(network.open().snapshot(Arguments.given(organization)).toString());
        return ExitCode.OK;
    }
}

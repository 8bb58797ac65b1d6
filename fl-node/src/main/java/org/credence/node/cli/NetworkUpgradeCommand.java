package org.credence.node.cli;

import java.util.concurrent.Callable;
import org.credence.network.fabric.FabricNetwork;
import org.credence.node.cli.local.ContractPrograms;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code credence network upgrade}: this program's contract in place of the one in force. */
@Command(
        name = "upgrade",
        mixinStandardHelpOptions = true,
        description = "Puts the contract of this program in force as a new version; state and studies go on.")
final class NetworkUpgradeCommand implements Callable<Integer> {
    @Option(names = "--to", required = true, paramLabel = "VERSION", description = "The new version's name, as 1.1.")
    private @Nullable String version;

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Override
    public Integer call() {
        FabricNetwork fabric = network.open();
        fabric.upgrade(Arguments.given(version), ContractPrograms.credence());
        new NetworkPrinter(network.console()).print(fabric.status());
        network.console().flush();
        return ExitCode.OK;
    }
}

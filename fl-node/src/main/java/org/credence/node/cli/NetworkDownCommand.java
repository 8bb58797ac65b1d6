package org.credence.node.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code credence network down}: stops what runs here; the data stay. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops every process of the network on this machine; its data stay, 'up' goes on with them.")
final class NetworkDownCommand implements Callable<Integer> {
    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Override
    public Integer call() {
        network.open().down();
        network.console().println("stopped; the data stay in " + network.folder());
        network.console().flush();
        return ExitCode.OK;
    }
}

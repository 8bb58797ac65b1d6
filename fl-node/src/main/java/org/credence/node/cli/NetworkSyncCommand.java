package org.credence.node.cli;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.credence.network.fabric.ChannelAdministration;
import org.credence.network.fabric.FabricNetwork;
import org.credence.node.cli.local.FabricProfiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code credence network sync}: the folders here learn who entered, left or hosts. */
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        description =
                "Brings the folders here into line with the channel's configuration: who is a member, who hosts where.")
final class NetworkSyncCommand implements Callable<Integer> {
    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Override
    public Integer call() {
        FabricNetwork fabric = network.open();
        fabric = fabric.follow(new ChannelAdministration(fabric, InstantSource.system(), new SecureRandom()).newest());
        FabricProfiles.write(fabric);
        network.tell("members " + fabric.plan().members());
        network.tell("hosts "
                + fabric.plan().hosts().stream()
                        .map(host -> host.mspId() + " at " + host.address())
                        .toList());
        return ExitCode.OK;
    }
}

package org.credence.node.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.credence.network.fabric.Newcomer;
import org.credence.network.fabric.OrganizationFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code credence network org prepare}: the folder of an organization that wants to join, on its own machine. */
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        description = "Makes the folder of an organization that wants to join, on its own machine: its authority, its"
                + " administrator, and the public MSP folder that the others need.")
final class OrganizationPrepareCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MSP", description = "The organization's MSP id.")
    private @Nullable String organization;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DIR",
            description =
                    "What a member gave: network.json, genesis.block, config.block if there is one, and roots/ of its folder.")
    private @Nullable Path from;

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Override
    public Integer call() {
        String mspId = network.memberId(Arguments.given(organization));
        Path given = Arguments.given(from).toAbsolutePath().normalize();
        var member = new OrganizationFolder(given, String.valueOf(given.getFileName()));
        Newcomer newcomer = Newcomer.found(network.folder(), mspId, member, network.environment());
        newcomer.settle(member);
        Path folder = newcomer.folder().root();
        network.tell(folder + " is the organization's own, with its keys");
        network.tell("give the members " + newcomer.folder().msp()
                + ", which holds nothing secret; there: 'credence network org add " + mspId + " --msp DIR'");
        network.tell("once it is a member: 'credence network host add " + mspId + " --dir " + folder
                + " --address NAME' to host");
        return ExitCode.OK;
    }
}

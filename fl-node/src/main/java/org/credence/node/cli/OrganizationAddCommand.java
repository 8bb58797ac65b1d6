package org.credence.node.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.Newcomer;
import org.credence.network.identity.MspFolder;
import org.credence.network.identity.Organization;
import org.credence.node.cli.local.OrganizationChanges;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code credence network org add}: the board's vote, the channel's update, the folder, and the host's processes if it is to host. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Lets an organization in, as far as the board seats and administrators' keys on this machine go;"
                + " where others' are missing it says whose, and the same command goes on.")
final class OrganizationAddCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MSP", description = "The organization's MSP id.")
    private @Nullable String organization;

    @Option(
            names = "--msp",
            paramLabel = "DIR",
            description = "Its public MSP folder, from its own machine ('credence network org prepare' makes it there);"
                    + " without it the organization's folder is made here, beside the others.")
    private @Nullable Path msp;

    @Option(names = "--host", description = "It hosts, too, on this machine: a peer, an ordering node, the contract.")
    private boolean host;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Where the update stands while signatures are missing (default: add-MSP.update in --dir).")
    private @Nullable Path file;

    @Mixin
    private final HostOptions hosting = new HostOptions();

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String mspId = network.memberId(Arguments.given(organization));
        if (hosting.isGiven() && !host) {
            throw wrong("--address, --listen and --snapshot go with --host");
        }
        if (host && msp != null) {
            throw wrong("--msp names an organization with a machine of its own; there,"
                    + " 'credence network host add' makes it a host once it is a member");
        }
        FabricNetwork fabric = network.open();
        try (var changes = changes(fabric)) {
            fabric = changes.add(definition(fabric, mspId), network.carried(Optional.ofNullable(file), "add-" + mspId));
        }
        if (host && !fabric.plan().isHost(mspId)) {
            try (var changes = changes(fabric)) {
                fabric = changes.host(
                        hosting.machine(fabric, mspId),
                        hosting.snapshot(),
                        network.carried(Optional.empty(), "host-" + mspId));
            }
        }
        network.print(fabric);
        return ExitCode.OK;
    }

    private OrganizationChanges changes(FabricNetwork fabric) {
        return new OrganizationChanges(fabric, InstantSource.system(), new SecureRandom(), network::tell);
    }

    private Organization definition(FabricNetwork fabric, String mspId) {
        if (msp != null) {
            return MspFolder.read(msp, mspId);
        }
        if (FabricNetwork.isPart(network.folder())) {
            throw wrong(network.folder() + " is one organization's own folder; --msp names the public MSP folder of "
                    + mspId + ", which 'credence network org prepare' makes on its machine");
        }
        return Newcomer.found(
                        network.folder(),
                        mspId,
                        fabric.organization(fabric.organizations().get(0)),
                        network.environment())
                .definition();
    }

    private ParameterException wrong(String words) {
        return new ParameterException(Arguments.given(spec).commandLine(), words);
    }
}

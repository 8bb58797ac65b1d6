package org.credence.node.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.credence.network.fabric.ChannelAdministration;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.HostsFile;
import org.credence.network.fabric.NetworkPlan;
import org.credence.network.fabric.PortRange;
import org.credence.node.cli.local.FabricProfiles;
import org.credence.node.cli.local.LocalNetwork;
import org.credence.node.demo.DemoStudy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code credence network up fabric}: makes a network on first use, and starts what does not run. */
@Command(
        name = "fabric",
        mixinStandardHelpOptions = true,
        description =
                "Hyperledger Fabric, natively on this machine, without Docker; one that was stopped goes on with its data.")
final class FabricUpCommand implements Callable<Integer> {
    @Option(
            names = "--hosts-count",
            paramLabel = "N",
            description = "How many members run a peer and an ordering node, 4 (default) to 13.")
    private @Nullable Integer hosts;

    @Option(
            names = "--members",
            paramLabel = "ID",
            split = ",",
            description = "All organizations' MSP ids, hosts first; the demo's 13 if none are named.")
    private List<String> members = List.of();

    @Option(
            names = "--hosts",
            paramLabel = "FILE",
            description =
                    "Hosts and members with their addresses (YAML): each organization's folder then holds its own part.")
    private @Nullable Path hostsFile;

    @Option(
            names = "--prepare",
            description = "Makes the folders and starts nothing: for parts that go to other machines.")
    private boolean prepare;

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter console = network.console();
        FabricNetwork.Environment environment = network.environment();
        Path folder = network.folder();
        FabricNetwork fabric = asked() || !FabricNetwork.exists(folder)
                ? FabricNetwork.found(folder, plan(folder), environment)
                : FabricNetwork.open(folder, environment);
        FabricProfiles.write(fabric);
        if (!prepare) {
            fabric.up();
            // Who came or left while this machine was away.
            fabric = fabric.follow(
                    new ChannelAdministration(fabric, environment.clock(), environment.random()).newest());
            FabricProfiles.write(fabric);
            network.print(fabric);
            if (fabric.organizations().size() == fabric.plan().members().size()) {
                console.printf("%nrun a study on it: credence demo --ledger fabric --network %s%n", folder);
            }
        }
        console.flush();
        return ExitCode.OK;
    }

    private boolean asked() {
        return hostsFile != null || hosts != null || !members.isEmpty();
    }

    private NetworkPlan plan(Path folder) {
        if (hostsFile != null) {
            if (hosts != null || !members.isEmpty()) {
                throw wrong("--hosts names hosts and members; leave out --hosts-count and --members");
            }
            return HostsFile.read(hostsFile, LocalNetwork.CHANNEL, LocalNetwork.CHAINCODE);
        }
        int count = hosts == null ? NetworkPlan.LEAST_HOSTS : hosts;
        List<String> all = members.isEmpty() ? demo() : members;
        NetworkPlan before = FabricNetwork.planOf(folder).orElse(null);
        if (before != null && before.members().equals(all) && before.hosts().size() == count) {
            return before;
        }
        try {
            return NetworkPlan.local(LocalNetwork.CHANNEL, LocalNetwork.CHAINCODE, all, count, new PortRange());
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> demo() {
        return DemoStudy.of(1).members().stream()
                .map(member -> member.id().value())
                .toList();
    }

    private ParameterException wrong(String words) {
        return new ParameterException(Arguments.given(spec).commandLine(), words);
    }
}

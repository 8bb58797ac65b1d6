package org.credence.node.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.FabricPrograms;
import org.credence.network.fabric.OrganizationFolder;
import org.credence.node.cli.local.ContractPrograms;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which network a command is about. */
final class NetworkOptions {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "The network's folder, or one organization's in it (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("credence-network");

    @Option(
            names = "--fabric-bin",
            paramLabel = "DIR",
            description = "The folder with Fabric's programs; without it they are looked for on PATH.")
    private @Nullable Path programs;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    Path folder() {
        return folder;
    }

    /** The network that is there. */
    FabricNetwork open() {
        return FabricNetwork.open(folder, environment());
    }

    /**
     * An organization's folder, whether Fabric's programs are on this machine or not.
     *
     * @throws ParameterException if it is not there
     */
    OrganizationFolder organization(String mspId) {
        SortedMap<String, OrganizationFolder> here = FabricNetwork.organizations(folder);
        OrganizationFolder found = here.get(mspId);
        if (found == null) {
            throw new ParameterException(
                    Arguments.given(spec).commandLine(),
                    here.isEmpty()
                            ? folder + " holds no network; --dir names its folder, or one organization's in it"
                            : "%s has no part of %s; here are %s".formatted(folder, mspId, here.keySet()));
        }
        return found;
    }

    /** What a network needs; tells each step on the console. */
    FabricNetwork.Environment environment() {
        PrintWriter console = console();
        return new FabricNetwork.Environment(
                FabricPrograms.find(Optional.ofNullable(programs), LedgerOptions.searchPath()),
                ContractPrograms.credence(),
                InstantSource.system(),
                new SecureRandom(),
                step -> {
                    console.println("  " + step);
                    console.flush();
                });
    }

    PrintWriter console() {
        return Arguments.given(spec).commandLine().getOut();
    }
}

package org.credence.node.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.FabricPrograms;
import org.credence.node.cli.local.ContractPrograms;
import org.credence.protocol.MemberId;
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

    /**
     * An organization's name, as an argument.
     *
     * @throws ParameterException if none can have it
     */
    String memberId(String text) {
        try {
            return new MemberId(text).value();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Arguments.given(spec).commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Where an update stands while signatures are missing: as asked, or in the network's folder under this name. */
    Path carried(Optional<Path> asked, String name) {
        return asked.orElseGet(() -> folder.resolve(name + ".update"));
    }

    /** Says a line to the operator. */
    void tell(String line) {
        console().println(line);
        console().flush();
    }

    /** Says how a network is. */
    void print(FabricNetwork network) {
        new NetworkPrinter(console()).print(network.status());
        console().flush();
    }

    PrintWriter console() {
        return Arguments.given(spec).commandLine().getOut();
    }
}

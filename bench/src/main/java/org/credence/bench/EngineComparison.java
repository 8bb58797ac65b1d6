package org.credence.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.credence.network.fabric.FabricPrograms;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The same study on the embedded ledger and on Fabric, one after the other, each in a JVM of its own. */
@Command(
        name = "bench/run fabric",
        mixinStandardHelpOptions = true,
        description = "Runs the demo's study on the embedded ledger and on Fabric, and prints both side by side.")
public final class EngineComparison implements Callable<Integer> {
    @Option(names = "--rounds", paramLabel = "N", description = "Rounds (${DEFAULT-VALUE}).")
    private int rounds = 600;

    @Option(
            names = "--members",
            paramLabel = "N",
            split = ",",
            description = "Sizes of the consortium, each 4 to 13 (${DEFAULT-VALUE}).")
    private List<Integer> sizes = List.of(4, BenchStudy.ALL);

    @Option(
            names = "--fabric-bin",
            paramLabel = "DIR",
            description = "The folder with Fabric's programs; without it they are looked for on PATH.")
    private @Nullable Path programs;

    @Spec
    private @Nullable CommandSpec spec;

    /** Ends with status 0 and a table on standard output; with any other, a study did not end and standard error says why. */
    public static void main(String[] arguments) {
        BenchMain.run(new EngineComparison(), arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        sizes.forEach(members -> Sizes.require(spec, members));
        // Before an hour is spent on the rest.
        FabricPrograms.find(
                Optional.ofNullable(programs),
                Optional.ofNullable(System.getenv("PATH")).orElse(""));
        var table = new SideBySide();
        for (int members : sizes) {
            for (Engine.Name ledger : Engine.Name.values()) {
                String head = ledger + ", " + members + " members";
                System.err.println(head);
                table.add(head, ChildJava.run(EngineTrial.class, arguments(ledger, members)));
            }
        }
        System.out.print(table);
        return 0;
    }

    private List<String> arguments(Engine.Name ledger, int members) {
        var arguments = new ArrayList<String>(List.of(
                "--ledger",
                ledger.toString(),
                "--rounds",
                Integer.toString(rounds),
                "--members",
                Integer.toString(members)));
        if (programs != null && ledger == Engine.Name.FABRIC) {
            arguments.addAll(List.of("--fabric-bin", programs.toString()));
        }
        return arguments;
    }
}

package org.credence.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.credence.network.fabric.FabricPrograms;
import org.credence.node.evidence.RunFolder;
import org.credence.protocol.MemberId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which ledger a benchmark runs on, as its command line says. */
final class Engine {
    /** As on the command line. */
    enum Name {
        EMBEDDED,
        FABRIC;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--ledger",
            paramLabel = "embedded|fabric",
            description = "The ledger that it runs on (${DEFAULT-VALUE}).")
    private Name name = Name.EMBEDDED;

    @Option(
            names = "--fabric-bin",
            paramLabel = "DIR",
            description = "The folder with Fabric's programs; without it they are looked for on PATH.")
    private @Nullable Path programs;

    /**
     * Starts the ledger.
     *
     * @param members of the consortium, hosts first
     * @throws org.credence.network.fabric.FabricException if Fabric's programs are missing, or its network does not start
     */
    BenchLedger open(RunFolder folder, List<MemberId> members) {
        return switch (name) {
            case EMBEDDED -> new EmbeddedBench(folder);
            case FABRIC ->
                FabricBench.start(
                        folder,
                        members,
                        FabricPrograms.find(Optional.ofNullable(programs), searchPath()),
                        System.err::println);
        };
    }

    private static String searchPath() {
        return Optional.ofNullable(System.getenv("PATH")).orElse("");
    }
}

package org.credence.node.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.credence.network.fabric.FabricPrograms;
import org.credence.network.fabric.NetworkPlan;
import org.credence.node.cli.local.LedgerChoice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which ledger a study runs on. */
final class LedgerOptions {
    /** As on the command line. */
    enum Engine {
        EMBEDDED,
        FABRIC
    }

    @Option(
            names = "--ledger",
            paramLabel = "embedded|fabric",
            description = "The embedded ledger (default), or a Hyperledger Fabric network on this machine.")
    private Engine ledger = Engine.EMBEDDED;

    @Option(
            names = "--network",
            paramLabel = "DIR",
            description = "With --ledger fabric: a network that 'credence network up fabric' started."
                    + " Without it the run starts one of its own, and stops it at its end.")
    private @Nullable Path network;

    @Option(
            names = "--hosts-count",
            paramLabel = "N",
            description = "With --ledger fabric: how many members run a peer and an ordering node, 4 (default) to 13.")
    private @Nullable Integer hosts;

    @Option(
            names = "--fabric-bin",
            paramLabel = "DIR",
            description = "The folder with Fabric's programs; without it they are looked for on PATH.")
    private @Nullable Path programs;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /**
     * What was chosen.
     *
     * @throws ParameterException if the options do not go together
     * @throws org.credence.network.fabric.FabricException if Fabric's programs are missing or too old
     */
    LedgerChoice choice() {
        if (ledger == Engine.EMBEDDED) {
            if (network != null || hosts != null || programs != null) {
                throw wrong("--network, --hosts-count and --fabric-bin go with --ledger fabric");
            }
            return new LedgerChoice.Embedded();
        }
        if (network != null && hosts != null) {
            throw wrong("--hosts-count is for a new network, --network names one that is there; give one of them");
        }
        int count = hosts == null ? NetworkPlan.LEAST_HOSTS : hosts;
        if (count < NetworkPlan.LEAST_HOSTS || count > NetworkPlan.MOST_HOSTS) {
            throw wrong("--hosts-count must be from %d to %d, was %d"
                    .formatted(NetworkPlan.LEAST_HOSTS, NetworkPlan.MOST_HOSTS, count));
        }
        FabricPrograms found = FabricPrograms.find(Optional.ofNullable(programs), searchPath());
        return network == null
                ? new LedgerChoice.OwnFabric(found, count)
                : new LedgerChoice.RunningFabric(found, network);
    }

    /** The search path of this process. */
    static String searchPath() {
        String path = System.getenv("PATH");
        return path == null ? "" : path;
    }

    private ParameterException wrong(String words) {
        return new ParameterException(Arguments.given(spec).commandLine(), words);
    }
}

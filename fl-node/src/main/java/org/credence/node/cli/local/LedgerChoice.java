package org.credence.node.cli.local;

import java.nio.file.Path;
import org.credence.network.fabric.FabricPrograms;

/** Which ledger a consortium on this machine runs on. */
public sealed interface LedgerChoice {
    /** As it stands in {@code run.json} and the report. */
    String engine();

    /** The embedded ledger, in this process: one signer, no consensus. */
    record Embedded() implements LedgerChoice {
        @Override
        public String engine() {
            return "embedded";
        }
    }

    /**
     * A Fabric network of the run's own, started with it and stopped after it.
     *
     * @param hosts how many of the members run a peer and an ordering node
     */
    record OwnFabric(FabricPrograms programs, int hosts) implements LedgerChoice {
        @Override
        public String engine() {
            return "fabric";
        }
    }

    /**
     * A Fabric network that is there before and after the run.
     *
     * @param folder that {@code credence network up fabric} made
     */
    record RunningFabric(FabricPrograms programs, Path folder) implements LedgerChoice {
        @Override
        public String engine() {
            return "fabric";
        }
    }
}

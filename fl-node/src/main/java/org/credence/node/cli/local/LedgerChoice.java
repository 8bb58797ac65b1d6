package org.credence.node.cli.local;

import java.io.IOException;
import java.nio.file.Path;
import org.credence.network.fabric.FabricPrograms;
import org.credence.node.evidence.RunFolder;

/** Which ledger a consortium on this machine runs on. */
public sealed interface LedgerChoice {
    /** As it stands in {@code run.json} and the report. */
    String engine();

    /** Where the organizations' folders are. */
    default Path organizations(RunFolder run) {
        return run.network();
    }

    /**
     * Starts it, or finds it running.
     *
     * @throws IOException if the ledger's folder or port cannot be used
     * @throws org.credence.network.fabric.FabricException if a Fabric network does not start, is not up, or lacks a member
     */
    LedgerEngine open(Founders founders) throws IOException;

    /** The embedded ledger, in this process: one signer, no consensus. */
    record Embedded() implements LedgerChoice {
        @Override
        public String engine() {
            return "embedded";
        }

        @Override
        public LedgerEngine open(Founders founders) throws IOException {
            return EmbeddedEngine.start(founders);
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

        @Override
        public LedgerEngine open(Founders founders) {
            return FabricEngine.start(founders, programs, hosts);
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

        @Override
        public Path organizations(RunFolder run) {
            return folder;
        }

        @Override
        public LedgerEngine open(Founders founders) {
            return FabricEngine.join(founders, programs, folder);
        }
    }
}

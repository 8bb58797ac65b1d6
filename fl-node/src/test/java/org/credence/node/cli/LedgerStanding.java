package org.credence.node.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.store.LedgerStore;
import org.credence.network.ledger.store.StateSnapshot;
import org.credence.network.ledger.store.StateValue;
import org.credence.node.cli.local.LocalNetwork;
import org.credence.node.evidence.RunFolder;
import org.credence.protocol.Keys;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.credence.protocol.encoding.CanonicalJson;

/**
 * How far a study was when its process was killed, by the blocks that it left.
 *
 * @param status empty before the proposal
 * @param scoring whether a window of scores was between its opening and its end
 * @param settled whether a statement was approved
 */
record LedgerStanding(Optional<Study.Status> status, boolean scoring, boolean settled) {
    /**
     * Reads a run's blocks from a copy of them, so that the run itself finds what the kill left.
     *
     * @param scratch a folder for the copy, new or used for this before
     */
    static LedgerStanding of(RunFolder run, StudyId study, int windows, Path scratch) throws IOException {
        Files.createDirectories(scratch);
        Files.deleteIfExists(LedgerStore.stateFile(scratch));
        Files.copy(
                LedgerStore.blocksFile(run.ledger()),
                LedgerStore.blocksFile(scratch),
                StandardCopyOption.REPLACE_EXISTING);
        try (LedgerStore ledger = LedgerStore.open(scratch);
                StateSnapshot state = ledger.snapshot()) {
            boolean scoring = false;
            for (int window = 0; window < windows; window++) {
                scoring |= read(state, Keys.window(study, window))
                        .map(LedgerStanding::isOpen)
                        .orElse(false);
            }
            return new LedgerStanding(
                    read(state, Keys.study(study)).map(Study::status),
                    scoring,
                    read(state, Keys.approvedEpoch(study)).isPresent());
        }
    }

    private static boolean isOpen(ScoreWindow window) {
        return window.status() != ScoreWindow.Status.WAITING && window.status() != ScoreWindow.Status.FINAL;
    }

    private static <T> Optional<T> read(StateSnapshot state, org.credence.protocol.StateKey<T> key) {
        return state.get(StateKey.of(LocalNetwork.CHAINCODE, key.ledgerKey()))
                .map(StateValue::value)
                .map(value ->
                        CanonicalJson.decode(value.toByteArray(), key.kind().type()));
    }
}

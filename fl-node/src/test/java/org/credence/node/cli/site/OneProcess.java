package org.credence.node.cli.site;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.credence.node.cli.local.LedgerChoice;
import org.credence.node.cli.local.LocalRun;
import org.credence.node.cli.local.Progress;
import org.credence.node.config.StudyFile;
import org.credence.node.data.StudyInput;
import org.credence.node.evidence.RunFolder;
import org.credence.node.round.PartClock;
import org.credence.node.round.StudyBook;
import org.credence.protocol.Digest;
import org.credence.protocol.Earnings;
import org.credence.protocol.Keys;
import org.credence.protocol.StateView;
import org.credence.protocol.Statement;

/** What a study comes to where one process plays everybody. */
public record OneProcess(Digest model, Optional<Earnings> earnings, Optional<Statement> statement) {
    private static final Progress QUIET = new Progress() {
        @Override
        public void begins(StudyBook book) {}

        @Override
        public void goesOn(StudyBook book, StateView state, double metric) {}
    };

    /** Runs the study, and forgets all but what it came to. */
    public static OneProcess run(StudyFile file, Path data, Path folder) throws InterruptedException {
        LocalRun.Outcome outcome = new LocalRun(
                        file,
                        StudyInput.load(file, data),
                        new RunFolder(folder),
                        new LedgerChoice.Embedded(),
                        QUIET,
                        InstantSource.system(),
                        new PartClock(System::nanoTime))
                .run();
        StateView state = outcome.main().state();
        return new OneProcess(
                outcome.main().modelHash(),
                Optional.ofNullable(state.get(Keys.earnings(file.study()))),
                Optional.ofNullable(state.get(Keys.statement(file.study(), 1))));
    }
}

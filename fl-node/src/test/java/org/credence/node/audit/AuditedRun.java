package org.credence.node.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.credence.network.ledger.store.LedgerStore;
import org.credence.node.cli.local.LedgerChoice;
import org.credence.node.cli.local.LocalRun;
import org.credence.node.cli.local.Progress;
import org.credence.node.cli.local.SmallStudy;
import org.credence.node.config.StudyFile;
import org.credence.node.evidence.RunFolder;
import org.credence.node.round.PartClock;
import org.credence.node.round.StudyBook;
import org.credence.protocol.StateView;
import org.credence.protocol.StudyId;
import org.credence.protocol.rules.LedgerState;

/** A small study that ran over the embedded ledger, with its ledger replayed once. */
public final class AuditedRun {
    static final StudyId STUDY = new StudyId("small");

    private final RunFolder folder;
    private final LedgerAudit ledger = new LedgerAudit();

    private AuditedRun(RunFolder folder) throws IOException {
        this.folder = folder;
        ledger.run(blocks(), new Evidence(folder), new AuditLog(AuditListener.NONE));
    }

    /** Runs the study, its data in one folder and what it leaves in another. */
    static AuditedRun in(Path data, Path out) throws Exception {
        StudyFile file = SmallStudy.file(30);
        var run = new LocalRun(
                file,
                SmallStudy.input(file, Files.createDirectories(data)),
                new RunFolder(out),
                new LedgerChoice.Embedded(),
                new Silent(),
                InstantSource.system(),
                new PartClock(System::nanoTime));
        run.run();
        return new AuditedRun(new RunFolder(out));
    }

    /** The study that ran. */
    public StudyId study() {
        return STUDY;
    }

    public RunFolder folder() {
        return folder;
    }

    public Path blocks() {
        return LedgerStore.blocksFile(folder.ledger());
    }

    /** What the blocks lead to. */
    LedgerState state() {
        return ledger.replay().state();
    }

    /** The audit as a user gets it. */
    AuditReport audit() throws IOException {
        return Audit.of(folder.root()).run(AuditListener.NONE);
    }

    /** The blocks alone; empty if they agree. */
    Optional<Finding> auditBlocks() {
        return finding(() -> new LedgerAudit().run(blocks(), new Evidence(folder), new AuditLog(AuditListener.NONE)));
    }

    /** The certificates alone. */
    Optional<Finding> auditCertificates() {
        return finding(() -> new CertificateAudit(new Evidence(folder))
                .run(ledger.configurations(), ledger.senders(), new AuditLog(AuditListener.NONE)));
    }

    /** The study alone. */
    Optional<Finding> auditStudy() {
        return auditStudy(state(), new Rulings(), new AuditLog(AuditListener.NONE));
    }

    /** The study as if the ledger said this. */
    Optional<Finding> auditStudy(StateView state, Rulings rulings, AuditLog log) {
        return finding(() -> new StudyAudit(new StudyRecord(STUDY, state), rulings, new Evidence(folder), log).run());
    }

    private interface Stage {
        void run() throws IOException;
    }

    private static Optional<Finding> finding(Stage stage) {
        try {
            stage.run();
            return Optional.empty();
        } catch (Disagreement e) {
            return Optional.of(e.finding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Silent implements Progress {
        @Override
        public void begins(StudyBook book) {}

        @Override
        public void goesOn(StudyBook book, StateView state, double metric) {}
    }
}

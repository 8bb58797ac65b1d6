package org.credence.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.credence.node.cli.local.LedgerChoice;
import org.credence.node.cli.local.LocalRun;
import org.credence.node.cli.local.Preflight;
import org.credence.node.cli.local.RunFolderException;
import org.credence.node.cli.local.RunReport;
import org.credence.node.cli.local.RunRequest;
import org.credence.node.config.StudyFile;
import org.credence.node.config.StudyFileException;
import org.credence.node.data.StudyInput;
import org.credence.node.evidence.RunFolder;
import org.credence.node.round.PartClock;
import org.credence.node.store.AtomicFiles;
import org.credence.protocol.Digest;

/** What {@code demo} and {@code run} have in common: run, audit, report. */
final class RunDesk {
    private final StudyFile file;
    private final RunFolder folder;
    private final LedgerChoice ledger;
    private final RunRequest request;
    private final PrintWriter console;

    /**
     * A desk for this run; nothing is touched yet.
     *
     * @param text of the study file, whose hash tells one run from another
     * @throws StudyFileException if the study cannot go on as its file has it
     */
    RunDesk(String command, StudyFile file, byte[] text, RunFolder folder, LedgerChoice ledger, PrintWriter console) {
        Preflight.requireFeasible(file);
        this.file = file;
        this.folder = folder;
        this.ledger = ledger;
        this.request = new RunRequest(
                command, Digest.sha256(text), file.seed(), file.schedule().rounds(), ledger.engine());
        this.console = console;
    }

    /**
     * Takes the folder for this run, or finds this run in it.
     *
     * @throws RunFolderException if the folder cannot take this run
     */
    void claim() {
        request.claim(folder);
    }

    /**
     * Runs the study, audits what it left, and reports.
     *
     * @return the exit code: the audit's verdict counts
     */
    int run(Path data) throws IOException, InterruptedException {
        StudyInput input = StudyInput.load(file, data);
        Preflight.requireLearnable(input);
        claim();
        var summary = new StringWriter();
        RunReport report;
        try (RunLog log = RunLog.to(folder.log())) {
            var parts = new PartClock(System::nanoTime);
            var progress = new ProgressLine(console, Boolean.getBoolean("credence.terminal"));
            LocalRun.Outcome outcome =
                    new LocalRun(file, input, folder, ledger, progress, InstantSource.system(), parts).run();
            report = Reports.of(file, outcome, parts, folder, ledger.engine());
            AtomicFiles.write(folder.report(), Reports.json(report));
            new Summary(new PrintWriter(summary)).print(report, folder, log.warnings());
        }
        AtomicFiles.write(folder.summary(), summary.toString().getBytes(StandardCharsets.UTF_8));
        console.print(summary);
        console.flush();
        return report.audit().verdict().equals("pass") ? ExitCode.OK : ExitCode.FAILED;
    }
}

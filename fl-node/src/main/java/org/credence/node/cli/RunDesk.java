package org.credence.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.credence.node.cli.local.LocalRun;
import org.credence.node.cli.local.RunReport;
import org.credence.node.cli.local.RunRequest;
import org.credence.node.config.StudyFile;
import org.credence.node.config.StudySpec.Noise;
import org.credence.node.data.StudyInput;
import org.credence.node.evidence.RunFolder;
import org.credence.node.privacy.PrivacyAccountant;
import org.credence.node.round.PartClock;
import org.credence.node.store.AtomicFiles;
import org.credence.protocol.Digest;

/** What {@code demo} and {@code run} have in common: run, audit, report. */
final class RunDesk {
    private final StudyFile file;
    private final RunFolder folder;
    private final RunRequest request;
    private final PrintWriter console;

    /** @param text of the study file, whose hash tells one run from another */
    RunDesk(String command, StudyFile file, byte[] text, RunFolder folder, PrintWriter console) {
        this.file = file;
        this.folder = folder;
        this.request = new RunRequest(
                command, Digest.sha256(text), file.seed(), file.schedule().rounds());
        this.console = console;
    }

    /** Takes the folder for this run, or finds this run in it. */
    void claim() {
        request.claim(folder);
    }

    /** Before anything is founded: a study that would spend more privacy than its budget never starts. */
    private void requireAffordable() {
        if (file.privacy().noise() != Noise.NONE) {
            PrivacyAccountant.of(file.privacy())
                    .requireWithinBudget(file.schedule().rounds());
        }
    }

    /**
     * Runs the study, audits what it left, and reports.
     *
     * @return the exit code: the audit's verdict counts
     */
    int run(Path data) throws IOException, InterruptedException {
        requireAffordable();
        StudyInput input = StudyInput.load(file, data);
        claim();
        var parts = new PartClock(System::nanoTime);
        var progress = new ProgressLine(console, Boolean.getBoolean("credence.terminal"));
        LocalRun.Outcome outcome = new LocalRun(file, input, folder, progress, InstantSource.system(), parts).run();
        RunReport report = Reports.of(file, outcome, parts, folder);
        AtomicFiles.write(folder.report(), Reports.json(report));
        var summary = new StringWriter();
        new Summary(new PrintWriter(summary)).print(report, folder);
        AtomicFiles.write(folder.summary(), summary.toString().getBytes(StandardCharsets.UTF_8));
        console.print(summary);
        console.flush();
        return report.audit().verdict().equals("pass") ? ExitCode.OK : ExitCode.FAILED;
    }
}

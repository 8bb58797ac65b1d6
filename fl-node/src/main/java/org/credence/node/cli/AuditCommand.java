package org.credence.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.credence.node.audit.Audit;
import org.credence.node.audit.AuditListener;
import org.credence.node.audit.AuditReport;
import org.credence.node.audit.Check;
import org.credence.node.audit.Finding;
import org.credence.node.audit.LedgerHead;
import org.credence.node.audit.Note;
import org.credence.node.cli.local.LiveChannel;
import org.credence.node.evidence.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code credence audit}: derives a run's results again from what it left. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description =
                "Derives a run again from its ledger's blocks, updates and validation rows, and stops at the first thing"
                        + " that does not agree. With a live network, its peers must have the same blocks; without DIR, the blocks"
                        + " are the network's own.")
final class AuditCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            description = "The folder that a run left (its --out); only with a live network may it be left out.")
    private @Nullable Path folder;

    @Option(
            names = "--list",
            description = "Audits, and prints the files that the audit rests on instead of its checks.")
    private boolean list;

    @Mixin
    private final ChannelOptions channel = new ChannelOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (folder == null && (list || !channel.isNamed())) {
            throw new ParameterException(
                    Arguments.given(spec).commandLine(),
                    list
                            ? "--list names files of a run; name its folder"
                            : "name the folder that a run left, or a live network by --network or --profile");
        }
        if (!channel.isNamed()) {
            return audit(Arguments.given(folder), Audit::of);
        }
        try (LiveChannel live = channel.open()) {
            if (folder != null) {
                return audit(folder, root -> Audit.of(root).against(live, channel.patience()));
            }
            try (TemporaryFolder temporary = TemporaryFolder.create("credence-audit")) {
                live.keep(new RunFolder(temporary.path()));
                return audit(temporary.path(), root -> Audit.ofLedger(root).against(live, channel.patience()));
            }
        }
    }

    private int audit(Path root, Function<Path, Audit> kind) throws IOException {
        PrintWriter out = Arguments.given(spec).commandLine().getOut();
        PrintWriter err = Arguments.given(spec).commandLine().getErr();
        AuditReport report;
        try {
            report = kind.apply(root).run(list ? AuditListener.NONE : new Printer(out));
        } catch (NoSuchFileException e) {
            err.println(root + " holds no run: there is no file " + e.getFile());
            return ExitCode.NO_INPUT;
        }
        if (list && report.passed()) {
            report.evidence().forEach(out::println);
        } else {
            end(report, list ? err : out);
        }
        out.flush();
        err.flush();
        return report.passed() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void end(AuditReport report, PrintWriter out) {
        if (report.finding().isPresent()) {
            Finding finding = report.finding().get();
            out.printf("%nFAILED  %s: %s%n", finding.where(), finding.what());
        } else {
            out.printf(
                    "%nPASSED  %,d things compared in %d checks, on %,d files%n",
                    report.compared(), report.checks().size(), report.evidence().size());
        }
    }

    /** One line for each check, under a headline for each subject. */
    private static final class Printer implements AuditListener {
        private final PrintWriter out;
        private String subject = "";

        Printer(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void ledger(LedgerHead head) {
            out.printf(
                    "%12s  block 0, which holds the channel's first configuration: all trust starts here%n", "anchor");
            out.printf("%12s  %s%n", "", head.anchor());
            out.printf("%12s  block %,d, the last one%n", "head", head.height() - 1);
            out.printf("%12s  %s%n", "", head.head());
            out.flush();
        }

        @Override
        public void passed(Check check) {
            if (!check.subject().equals(subject)) {
                subject = check.subject();
                out.printf("%n%s%n", subject);
            }
            out.printf("%,12d  %s%n", check.count(), check.name());
            out.flush();
        }

        @Override
        public void noted(Note note) {
            out.printf("%12s  %s: %s%n", "note", note.where(), note.what());
        }
    }
}

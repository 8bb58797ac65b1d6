package org.credence.node.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import org.credence.node.cli.local.RunReport;
import org.credence.node.evidence.RunFolder;
import org.jspecify.annotations.Nullable;

/** A run's report as a board reads it. */
final class Summary {
    private final PrintWriter out;

    Summary(PrintWriter out) {
        this.out = out;
    }

    /** @param warnings number of lines in the run's log that somebody may want to look at */
    void print(RunReport report, RunFolder folder, int warnings) {
        model(report);
        members(report);
        credit(report);
        privacy(report);
        record(report, folder, warnings);
        out.flush();
    }

    private void model(RunReport report) {
        heading("Model");
        RunReport.Metric metric = report.metric();
        if (Double.isFinite(metric.federated())) {
            line("%s on held-out test rows", metric.name());
            line("  %-30s %8.4f", "federated", metric.federated());
            line("  %-30s %8.4f", "pooled, all rows in one place", metric.pooled());
            line("  %-30s %8.4f", "each member alone, mean", metric.localMean());
        } else {
            line("no test rows: nothing to measure the model on");
        }
        line("rounds  %d", report.rounds());
        line("model   %s", report.model().hash());
    }

    private void members(RunReport report) {
        heading("Members");
        line(
                "%-14s %9s %15s %9s %8s %11s",
                "member", report.metric().name() + " alone", "contribution", "credit", "epsilon", "bytes sent");
        for (Map.Entry<String, Long> member : report.credit().byMember().entrySet()) {
            String name = member.getKey();
            line(
                    "%-14s %9s %,15d %,9d %8.2f %,11d",
                    name,
                    number(report.metric().localByMember().get(name)),
                    report.contribution().byMember().getOrDefault(name, 0L),
                    member.getValue(),
                    report.privacy().byMember().getOrDefault(name, 0.0),
                    report.bytes().byMember().getOrDefault(name, 0L));
        }
        line("contribution: Shapley values of the member's updates, in billionths of the validation loss");
        report.warnings().forEach(warning -> line("note: %s", warning));
        report.failures().forEach((member, why) -> line("stopped: %s: %s", member, why));
    }

    private static String number(@Nullable Double value) {
        return value == null || !Double.isFinite(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    private void credit(RunReport report) {
        heading("Credit");
        RunReport.Credit credit = report.credit();
        line(
                "budget %,d = credited %,d + carried %,d + returned %,d",
                credit.budget(), credit.total(), credit.carried(), credit.returned());
        line("statement root %s", credit.statementRoot().isEmpty() ? "(nothing credited)" : credit.statementRoot());
        line("claimed %,d of %,d", report.claims().total(), credit.total());
        report.claims().byAccount().forEach((account, amount) -> line("  %-36s %,9d", account, amount));
    }

    private void privacy(RunReport report) {
        heading("Privacy");
        line("noise: %s", report.privacy().noise());
        line("%s", report.privacy().statement());
        line("unit: a member's whole data, against replacing it; sums for standardization are not covered");
    }

    private void record(RunReport report, RunFolder folder, int warnings) {
        heading("Record");
        line(
                "ledger (%s): %,d blocks, %,d transactions",
                report.ledger().engine(),
                report.ledger().height(),
                report.ledger().transactions());
        line("bytes of updates and manifests sent: %,d", report.bytes().total());
        line(
                "audit: %s, %,d checks, %d notes%s",
                report.audit().verdict().toUpperCase(Locale.ROOT),
                report.audit().checks(),
                report.audit().notes().size(),
                report.audit().finding().isEmpty() ? "" : ": " + report.audit().finding());
        line(
                "time: %.1f s, of which training %.1f s, ledger %.1f s, contribution %.1f s (they overlap); audit %.1f s",
                report.seconds().total(),
                report.seconds().training(),
                report.seconds().ledger(),
                report.seconds().contribution(),
                report.seconds().audit());
        if (warnings > 0) {
            line("log: %,d warnings, in %s", warnings, folder.root().relativize(folder.log()));
        }
        line("kept in %s", folder.root());
    }

    private void heading(String text) {
        out.printf(Locale.ROOT, "%n%s%n%s%n", text, "-".repeat(text.length()));
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, "  " + format + "%n", values);
    }
}

package org.credence.bench;

import java.time.Duration;
import org.credence.node.cli.local.LocalRun;

/**
 * What a study took and cost on one ledger.
 *
 * @param started how long the ledger took to start before; nothing for the embedded one, which starts with the study
 * @param outcome its wall time runs from the first certificate that the ledger did not bring along to the last claim
 * @param calls on the ledger's record
 * @param delays from the last commit of a round to its sealed event
 */
record EngineFigures(
        BenchStudy study,
        Duration started,
        LocalRun.Outcome outcome,
        CallCount calls,
        Percentiles delays,
        LedgerCosts.Spent spent) {
    private static final double MEBIBYTE = 1 << 20;
    private static final double KIBIBYTE = 1 << 10;

    /** A table in Markdown, one figure a line; each figure has the same name on every ledger. */
    String table() {
        int rounds = study.file().schedule().rounds();
        int windows = -Math.floorDiv(-rounds, study.file().contribution().window());
        double seconds = seconds(outcome.took());
        var table = new FigureTable("figure", "value")
                .row("machine", Machine.words())
                .row("study", study.words())
                .figure("start of the ledger", "%.1f s", seconds(started))
                .figure("wall time", "%.1f s", seconds)
                .figure("rounds per second", "%.2f", rounds / seconds)
                .figure("transactions per second", "%.1f", calls.all() / seconds)
                .figure("transactions per block", "%.1f", (double) calls.all() / outcome.height())
                .figure("last commit to sealed event, p50", "%.0f ms", millis(50))
                .figure("last commit to sealed event, p95", "%.0f ms", millis(95));
        calls(table, CallKind.COMMIT, "round", rounds);
        calls(table, CallKind.SEAL, "round", rounds);
        calls(table, CallKind.SCORING, "window", windows);
        calls(table, CallKind.OTHER, "study", 1);
        table.figure("needless, all", "%.2f a round", (double) calls.needless() / rounds);
        Consumption used = spent.used();
        table.figure("CPU, all", "%.1f ms a transaction", millis(used.cpu()));
        used.parts()
                .forEach((part, use) ->
                        table.figure("CPU, " + part.words(), "%.1f ms a transaction", millis(use.cpu())));
        used.parts()
                .forEach((part, use) -> table.figure(
                        "resident at most, " + part.words(),
                        "%.0f MiB",
                        use.memory().peak() / MEBIBYTE));
        spent.disk()
                .forEach((use, bytes) -> table.figure("disk, " + use, "%.1f KiB a round", bytes / KIBIBYTE / rounds));
        return table.toString();
    }

    private void calls(FigureTable table, CallKind kind, String unit, int units) {
        table.figure(kind.words(), "%.2f a %s", (double) calls.effective(kind) / units, unit);
        table.figure(kind.words() + ", needless", "%d", calls.needless(kind));
    }

    private double millis(double percent) {
        return seconds(delays.at(percent)) * 1000;
    }

    private double millis(Duration cpu) {
        return seconds(cpu) * 1000 / calls.all();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}

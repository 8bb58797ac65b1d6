package org.credence.bench;

import java.util.Locale;
import org.credence.node.cli.local.LocalRun;
import org.credence.node.config.StudyFile;
import org.credence.node.data.StudyInput;
import org.credence.node.round.PartClock;
import org.credence.node.round.PartClock.Part;

/**
 * What a study took and cost.
 *
 * @param outcome its wall time runs from the first certificate to the last claim
 * @param parts wall time during which at least one member was at a part; parts overlap
 */
record StudyFigures(
        StudyInput input, StudyFile file, LocalRun.Outcome outcome, PartClock parts, MemoryPeaks memory, DiskUse disk) {
    private static final double NANOS = 1e9;
    private static final double MEBIBYTE = 1 << 20;
    private static final double KIBIBYTE = 1 << 10;

    /** A table in Markdown, one figure a line. */
    String table() {
        int rounds = file.schedule().rounds();
        double seconds = outcome.took().toNanos() / NANOS;
        long transactions = outcome.main().transactions();
        var table = new StringBuilder();
        line(table, "figure", "value");
        line(table, "---", "---");
        line(table, "machine", machine());
        line(table, "study", study());
        line(table, "wall time", "%.1f s", seconds);
        line(table, "rounds per second", "%.2f", rounds / seconds);
        line(table, "training", "%.1f s", seconds(Part.TRAINING));
        line(table, "ledger, waiting for a call's commit", "%.1f s", seconds(Part.LEDGER));
        line(table, "contribution", "%.1f s", seconds(Part.CONTRIBUTION));
        line(table, "blocks", "%d", outcome.height());
        line(table, "transactions", "%d", transactions);
        line(table, "transactions per second", "%.1f", transactions / seconds);
        line(table, "peak heap", "%.0f MiB", memory.heapBytes() / MEBIBYTE);
        line(
                table,
                "peak resident memory",
                memory.residentBytes().isPresent()
                        ? format("%.0f MiB", memory.residentBytes().getAsLong() / MEBIBYTE)
                        : "not told by this system");
        line(table, "disk, blocks", "%.1f KiB a round", disk.blocks() / KIBIBYTE / rounds);
        line(table, "disk, ledger's state", "%.1f KiB a round", disk.state() / KIBIBYTE / rounds);
        line(table, "disk, members' content and memory", "%.1f KiB a round", disk.members() / KIBIBYTE / rounds);
        line(table, "disk, all", "%.1f KiB a round", disk.all() / KIBIBYTE / rounds);
        return table.toString();
    }

    private double seconds(Part part) {
        return parts.spent(part).toNanos() / NANOS;
    }

    private String study() {
        return format(
                "%d members, %d rows, %d validation rows, %d rounds, a score window each %d",
                input.main().members().size(),
                input.main().members().stream()
                        .mapToInt(rows -> rows.train().size())
                        .sum(),
                input.main().validation().size(),
                file.schedule().rounds(),
                file.contribution().window());
    }

    private static String machine() {
        Runtime runtime = Runtime.getRuntime();
        return format(
                "%d processors, Java %s, heap of %.0f MiB",
                runtime.availableProcessors(), Runtime.version(), runtime.maxMemory() / MEBIBYTE);
    }

    private static void line(StringBuilder table, String figure, String format, Object... values) {
        table.append("| ")
                .append(figure)
                .append(" | ")
                .append(format(format, values))
                .append(" |\n");
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

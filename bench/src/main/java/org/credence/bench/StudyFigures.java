package org.credence.bench;

import static org.credence.bench.FigureTable.format;

import org.credence.node.cli.local.LocalRun;
import org.credence.node.round.PartClock;
import org.credence.node.round.PartClock.Part;

/**
 * What a study took and cost.
 *
 * @param outcome its wall time runs from the first certificate to the last claim
 * @param parts wall time during which at least one member was at a part; parts overlap
 */
record StudyFigures(BenchStudy study, LocalRun.Outcome outcome, PartClock parts, MemoryPeaks memory, DiskUse disk) {
    private static final double NANOS = 1e9;
    private static final double MEBIBYTE = 1 << 20;
    private static final double KIBIBYTE = 1 << 10;

    /** A table in Markdown, one figure a line. */
    String table() {
        int rounds = study.file().schedule().rounds();
        double seconds = outcome.took().toNanos() / NANOS;
        long transactions = outcome.main().transactions();
        return new FigureTable("figure", "value")
                .row("machine", Machine.words())
                .row("study", study.words())
                .figure("wall time", "%.1f s", seconds)
                .figure("rounds per second", "%.2f", rounds / seconds)
                .figure("training", "%.1f s", seconds(Part.TRAINING))
                .figure("ledger, waiting for a call's commit", "%.1f s", seconds(Part.LEDGER))
                .figure("contribution", "%.1f s", seconds(Part.CONTRIBUTION))
                .figure("blocks", "%d", outcome.height())
                .figure("transactions", "%d", transactions)
                .figure("transactions per second", "%.1f", transactions / seconds)
                .figure("peak heap", "%.0f MiB", memory.heapBytes() / MEBIBYTE)
                .row(
                        "peak resident memory",
                        memory.residentBytes()
                                .map(bytes -> format("%.0f MiB", bytes / MEBIBYTE))
                                .orElse("not told by this system"))
                .figure("disk, blocks", "%.1f KiB a round", disk.blocks() / KIBIBYTE / rounds)
                .figure("disk, ledger's state", "%.1f KiB a round", disk.state() / KIBIBYTE / rounds)
                .figure("disk, members' content and memory", "%.1f KiB a round", disk.members() / KIBIBYTE / rounds)
                .figure("disk, all", "%.1f KiB a round", disk.all() / KIBIBYTE / rounds)
                .toString();
    }

    private double seconds(Part part) {
        return parts.spent(part).toNanos() / NANOS;
    }
}

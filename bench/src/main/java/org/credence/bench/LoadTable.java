package org.credence.bench;

import static org.credence.bench.FigureTable.format;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Steps of a load, a line each, with the processor time of each part of the ledger. */
final class LoadTable {
    private static final List<String> HEADS =
            List.of("offered tx/s", "done tx/s", "p50 ms", "p95 ms", "p99 ms", "failures", "held", "CPU ms/tx");

    private final List<LedgerPart> parts;
    private final FigureTable table;

    LoadTable(Collection<LedgerPart> parts) {
        this.parts = parts.stream().sorted().toList();
        this.table = new FigureTable(
                Stream.concat(HEADS.stream(), this.parts.stream().map(LedgerPart::words))
                        .toArray(String[]::new));
    }

    /** @param used during the step */
    void add(LoadStep step, Consumption used) {
        int done = Math.max(1, step.latencies().count());
        List<String> cells = new ArrayList<>(List.of(
                format("%.0f", step.offered()),
                format("%.0f", step.throughput()),
                format("%.0f", millis(step.latencies().at(50))),
                format("%.0f", millis(step.latencies().at(95))),
                format("%.0f", millis(step.latencies().at(99))),
                format("%d", step.failures()),
                step.held() ? "yes" : "no",
                format("%.1f", millis(used.cpu()) / done)));
        for (LedgerPart part : parts) {
            ProcessUse use = used.parts().get(part);
            cells.add(use == null ? "" : format("%.1f", millis(use.cpu()) / done));
        }
        table.row(cells.toArray(String[]::new));
    }

    static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    @Override
    public String toString() {
        return table.toString();
    }
}

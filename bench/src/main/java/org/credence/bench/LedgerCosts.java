package org.credence.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** Looks at what a ledger uses, once at the beginning of something and again at its end. */
final class LedgerCosts {
    private final BenchLedger ledger;
    private final Consumption before;
    private final Map<String, Long> diskBefore;

    private LedgerCosts(BenchLedger ledger) {
        this.ledger = ledger;
        this.before = Consumption.of(ledger.processes());
        this.diskBefore = ledger.disk();
    }

    /**
     * What something cost.
     *
     * @param used processor time meanwhile, and memory at the end
     * @param disk bytes that were added, by what they are for
     */
    record Spent(Consumption used, Map<String, Long> disk) {
        Spent {
            disk = new LinkedHashMap<>(disk);
        }
    }

    /** Something begins now. */
    static LedgerCosts begin(BenchLedger ledger) {
        return new LedgerCosts(ledger);
    }

    /**
     * What it cost until now.
     *
     * @throws IllegalStateException if a process has ended meanwhile
     */
    Spent soFar() {
        Map<String, Long> disk = new LinkedHashMap<>();
        ledger.disk().forEach((use, bytes) -> disk.put(use, bytes - diskBefore.getOrDefault(use, 0L)));
        return new Spent(Consumption.of(ledger.processes()).since(before), disk);
    }
}

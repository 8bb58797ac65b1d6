package org.credence.bench;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a ledger's processes used, by part; parts without a process are left out. */
record Consumption(Map<LedgerPart, ProcessUse> parts) {
    Consumption {
        parts = Collections.unmodifiableMap(new EnumMap<>(parts));
    }

    /**
     * So far.
     *
     * @throws IllegalStateException if a process has ended
     */
    static Consumption of(Map<LedgerPart, List<ProcessHandle>> processes) {
        Map<LedgerPart, ProcessUse> parts = new EnumMap<>(LedgerPart.class);
        processes.forEach((part, handles) -> parts.put(part, ProcessUse.of(handles)));
        return new Consumption(parts);
    }

    /** Time used since an earlier look at the same processes; the memory is today's. */
    Consumption since(Consumption before) {
        Map<LedgerPart, ProcessUse> parts = new EnumMap<>(LedgerPart.class);
        this.parts.forEach((part, use) -> {
            ProcessUse earlier = before.parts.get(part);
            parts.put(part, earlier == null ? use : use.since(earlier));
        });
        return new Consumption(parts);
    }

    /** Of all parts together. */
    Duration cpu() {
        return parts.values().stream().map(ProcessUse::cpu).reduce(Duration.ZERO, Duration::plus);
    }
}

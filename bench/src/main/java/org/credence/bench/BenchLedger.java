package org.credence.bench;

import java.util.List;
import java.util.Map;
import org.credence.node.cli.local.LedgerChoice;

/** A ledger that a benchmark runs on: its own, and gone when it is closed. Its files stay. */
interface BenchLedger extends AutoCloseable {
    /** As those who run on it are told. */
    LedgerChoice choice();

    /** What runs for it, this process among them. */
    Map<LedgerPart, List<ProcessHandle>> processes();

    /** Bytes on disk now, by what they are for; parts of one kind are added up. */
    Map<String, Long> disk();

    @Override
    void close();
}

package org.credence.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.credence.network.ledger.store.LedgerStore;
import org.credence.node.cli.local.LedgerChoice;
import org.credence.node.evidence.RunFolder;

/** The embedded ledger: in this process, started by whoever opens the consortium. */
record EmbeddedBench(RunFolder folder) implements BenchLedger {
    @Override
    public LedgerChoice choice() {
        return new LedgerChoice.Embedded();
    }

    @Override
    public Map<LedgerPart, List<ProcessHandle>> processes() {
        return Map.of(LedgerPart.NODES, List.of(ProcessHandle.current()));
    }

    @Override
    public Map<String, Long> disk() {
        Path ledger = folder.ledger();
        long blocks = DiskUse.bytes(LedgerStore.blocksFile(ledger));
        Map<String, Long> disk = new LinkedHashMap<>();
        disk.put("blocks", blocks);
        disk.put("state", DiskUse.bytes(ledger) - blocks);
        return disk;
    }

    @Override
    public void close() {}
}

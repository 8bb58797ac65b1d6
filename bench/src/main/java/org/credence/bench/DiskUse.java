package org.credence.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.credence.network.ledger.store.LedgerStore;
import org.credence.node.evidence.RunFolder;

/**
 * Bytes of the files that a run left, without what the file system adds to them.
 *
 * @param blocks the ledger's record
 * @param state what the ledger derives from it
 * @param members updates, manifests and the nodes' memories
 * @param all these, certificates, documents and the study's data
 */
record DiskUse(long blocks, long state, long members, long all) {
    static DiskUse of(RunFolder folder) throws IOException {
        long blocks = bytes(LedgerStore.blocksFile(folder.ledger()));
        return new DiskUse(blocks, bytes(folder.ledger()) - blocks, bytes(folder.members()), bytes(folder.root()));
    }

    /** Deletes a folder and all that is in it. */
    static void delete(Path folder) throws IOException {
        List<Path> all = below(folder);
        for (Path path : all.stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
        }
    }

    private static long bytes(Path fileOrFolder) throws IOException {
        long bytes = 0;
        for (Path path : below(fileOrFolder)) {
            bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
        }
        return bytes;
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList();
        }
    }
}

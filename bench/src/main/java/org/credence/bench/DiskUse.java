package org.credence.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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
    static DiskUse of(RunFolder folder) {
        long blocks = bytes(LedgerStore.blocksFile(folder.ledger()));
        return new DiskUse(blocks, bytes(folder.ledger()) - blocks, bytes(folder.members()), bytes(folder.root()));
    }

    /**
     * Bytes of a file, or of all files in a folder; those that are deleted meanwhile count nothing, nor does what is not there.
     *
     * @throws UncheckedIOException if they cannot be read
     */
    static long bytes(Path fileOrFolder) {
        var bytes = new AtomicLong();
        try {
            Files.walkFileTree(fileOrFolder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes.addAndGet(attributes.isRegularFile() ? attributes.size() : 0);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(fileOrFolder + " cannot be measured: " + e, e);
        }
        return bytes.get();
    }

    /** Deletes a folder and all that is in it. */
    static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> below = Files.walk(folder)) {
            all = below.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}

package org.credence.node.cli.local;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.credence.ledger.fabric.BlockArchive;

/** A channel's blocks as a file of a run's record. */
final class KeptBlocks {
    private KeptBlocks() {}

    /**
     * Writes all blocks that a peer has now, in one step.
     *
     * @return how many
     */
    static long write(BlockArchive archive, Path file) throws IOException, InterruptedException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        long height = archive.height();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
            archive.copy(0, height, out);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        return height;
    }
}

package org.credence.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes files that are there in full or not at all, whenever the process dies. */
public final class AtomicFiles {
    private static final String TEMPORARY = ".tmp";

    private AtomicFiles() {}

    /** Replaces or creates a file, durably, and its folder if that is missing. */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is no file");
        }
        Files.createDirectories(folder);
        write(folder, String.valueOf(file.getFileName()), true, content);
    }

    /** Replaces or creates a file: written in its folder, which must exist, under a name of its own, then renamed. */
    static void write(Path folder, String name, boolean durable, byte[]... parts) throws IOException {
        Path temporary = Files.createTempFile(folder, "", TEMPORARY);
        boolean moved = false;
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                for (byte[] part : parts) {
                    ByteBuffer buffer = ByteBuffer.wrap(part);
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                }
                if (durable) {
                    channel.force(true);
                }
            }
            Files.move(
                    temporary,
                    folder.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            moved = true;
        } finally {
            if (!moved) {
                Files.deleteIfExists(temporary);
            }
        }
        if (durable) {
            force(folder);
        }
    }

    /** Makes a file or the names in a folder survive a power cut. */
    static void force(Path path) throws IOException {
        if (Files.isDirectory(path)
                && !path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return; // Windows opens no folder as a channel, and keeps the order of its changes itself.
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The plain files of a folder that were finished, in the order of their names. */
    static List<Path> finished(Path folder) throws IOException {
        return files(folder, false);
    }

    /** Deletes what a kill left unfinished. */
    static void sweep(Path folder) throws IOException {
        for (Path leftover : files(folder, true)) {
            Files.deleteIfExists(leftover);
        }
    }

    private static List<Path> files(Path folder, boolean unfinished) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : (Iterable<Path>) entries.sorted()::iterator) {
                if (Files.isRegularFile(entry) && entry.getFileName().toString().endsWith(TEMPORARY) == unfinished) {
                    found.add(entry);
                }
            }
        }
        return found;
    }
}

package org.credence.network.ledger.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.credence.network.ledger.message.PrivateData;

/**
 * A folder with one file for each block that has private data, named by the block's number. A file is replaced in one step
 * and on the disk when {@link #write} returns; what it held before is deleted.
 */
final class PrivateFiles {
    private static final Pattern NAME = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final String UNFINISHED = ".new";

    private final Path folder;

    private PrivateFiles(Path folder) {
        this.folder = folder;
    }

    /** Opens the folder, making it if it is missing; what a kill left half written is deleted. */
    static PrivateFiles open(Path folder) throws IOException {
        Files.createDirectories(folder);
        PrivateFiles files = new PrivateFiles(folder);
        for (Path path : files.list()) {
            if (path.toString().endsWith(UNFINISHED)) {
                Files.delete(path);
            } else if (!NAME.matcher(path.getFileName().toString()).matches()) {
                throw new LedgerDamagedException(path + " is no file of private data; take it out of the folder");
            }
        }
        return files;
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        }
    }

    /** The blocks that have a file. */
    List<Long> blocks() throws IOException {
        List<Long> blocks = new ArrayList<>();
        for (Path path : list()) {
            blocks.add(Long.parseLong(path.getFileName().toString()));
        }
        return blocks;
    }

    /**
     * What the block's file holds; nothing when there is no file.
     *
     * @throws LedgerDamagedException when it cannot be read as private data
     */
    PrivateData read(long block) throws IOException {
        Path file = file(block);
        try {
            return PrivateData.decode(UnsafeByteOperations.unsafeWrap(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return PrivateData.NONE;
        } catch (IllegalArgumentException e) {
            throw new LedgerDamagedException(
                    file + " was changed: " + e.getMessage()
                            + "; restore it, or delete it, which makes its values unavailable",
                    e);
        }
    }

    /** Replaces what the block's file holds; without data there is no file. */
    void write(long block, PrivateData data) throws IOException {
        Path file = file(block);
        if (data.isEmpty()) {
            if (Files.deleteIfExists(file)) {
                forceFolder();
            }
            return;
        }
        Path next = folder.resolve(block + UNFINISHED);
        ByteString content = data.encode().toByteString();
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = content.asReadOnlyByteBuffer();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder();
    }

    /* The rename is on the disk only when the folder is. */
    private void forceFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path file(long block) {
        return folder.resolve(Long.toString(block));
    }
}

package org.credence.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.credence.protocol.Digest;

/**
 * A checkpoint in a file of one line: the block's number, a space, the hash of its header in hexadecimal, a line feed. Replaced in one
 * step and forced to disk, so a kill or a loss of power leaves the old position or the new one. For one process at a time.
 */
public final class FileCheckpoint implements Checkpoint {
    private static final Pattern LINE = Pattern.compile("(0|[1-9][0-9]{0,17}) ([0-9a-f]{64})\n");

    private final Path file;
    private Optional<Position> last;

    /**
     * The checkpoint in a file, which need not exist yet; its folder must.
     *
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if it is not a checkpoint
     */
    public FileCheckpoint(Path file) {
        this.file = file;
        try {
            last = Files.exists(file) ? Optional.of(parse(Files.readString(file))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the checkpoint " + file, e);
        }
    }

    @Override
    public synchronized Optional<Position> last() {
        return last;
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException if the file cannot be written; then the old position stands
     */
    @Override
    public synchronized void advance(Position position) {
        position.notBefore(last);
        try {
            write(position.block() + " " + position.hash() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the checkpoint " + file, e);
        }
        last = Optional.of(position);
    }

    private Position parse(String text) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            throw new IllegalArgumentException(
                    file + " is not a checkpoint (a block's number and hash); delete it to start from the first block");
        }
        return new Position(Long.parseLong(line.group(1)), Digest.ofHex(line.group(2)));
    }

    private void write(String line) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}

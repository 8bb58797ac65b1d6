package org.credence.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.credence.protocol.Digest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One file for each content, under its SHA-256 in two levels of folders. One process at a time may write to a folder. */
public final class FileUpdateStore implements UpdateStore, StoredContents {
    private static final Logger LOG = LoggerFactory.getLogger(FileUpdateStore.class);
    private static final int FOLDER_DIGITS = 2;
    private static final int PIECE = 1 << 16;
    private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{2}");
    private static final Pattern FILE = Pattern.compile("[0-9a-f]{62}");

    private final Path root;

    /** Folders whose own names are known to survive a power cut. */
    private final Set<Path> namedDurably = ConcurrentHashMap.newKeySet();

    /**
     * Opens a folder, made if it is not there, and deletes what a kill left half written.
     *
     * @throws StoreException if it cannot be made or read
     */
    public FileUpdateStore(Path root) {
        this.root = root;
        try {
            Files.createDirectories(root);
            for (Path folder : folders()) {
                AtomicFiles.sweep(folder);
            }
        } catch (IOException e) {
            throw new StoreException("cannot open the store %s: %s".formatted(root, e), e);
        }
    }

    @Override
    public Digest put(byte[] content, boolean durable) {
        Digest digest = Digest.sha256(content);
        Path folder = folder(digest);
        Path file = folder.resolve(name(digest));
        try {
            if (!holds(file, content)) {
                Files.createDirectories(folder);
                AtomicFiles.write(folder, name(digest), durable, content);
            } else if (durable) {
                AtomicFiles.force(file);
                AtomicFiles.force(folder);
            }
            if (durable && namedDurably.add(folder)) {
                AtomicFiles.force(root);
            }
            return digest;
        } catch (IOException e) {
            throw new StoreException(
                    "cannot write %d bytes to %s: %s; free space or make the folder writable"
                            .formatted(content.length, file, e),
                    e);
        }
    }

    private static boolean holds(Path file, byte[] content) throws IOException {
        return Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content);
    }

    @Override
    public Optional<byte[]> get(Digest digest) {
        Path file = folder(digest).resolve(name(digest));
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException("cannot read %s: %s".formatted(file, e), e);
        }
        return isWhole(file, digest, Digest.sha256(content)) ? Optional.of(content) : Optional.empty();
    }

    @Override
    public Optional<SeekableByteChannel> open(Digest digest) {
        Path file = folder(digest).resolve(name(digest));
        boolean handedOut = false;
        try {
            SeekableByteChannel content = Files.newByteChannel(file);
            try {
                if (!isWhole(file, digest, sha256(content))) {
                    return Optional.empty();
                }
                content.position(0);
                handedOut = true;
                return Optional.of(content);
            } finally {
                if (!handedOut) {
                    content.close();
                }
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException("cannot read %s: %s".formatted(file, e), e);
        }
    }

    private static Digest sha256(SeekableByteChannel content) throws IOException {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        while (content.read(piece) >= 0) {
            sha256.update(piece.flip());
            piece.clear();
        }
        return Digest.of(sha256.digest());
    }

    private static boolean isWhole(Path file, Digest asked, Digest actual) {
        if (!actual.equals(asked)) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("actual", actual)
                    .log("stored content is damaged; treated as absent");
            return false;
        }
        return true;
    }

    @Override
    public List<Digest> list() {
        try {
            List<Digest> digests = new ArrayList<>();
            for (Path folder : folders()) {
                for (Path file : AtomicFiles.finished(folder)) {
                    String name = file.getFileName().toString();
                    if (FILE.matcher(name).matches()) {
                        digests.add(Digest.ofHex(folder.getFileName() + name));
                    }
                }
            }
            return List.copyOf(digests);
        } catch (IOException e) {
            throw new StoreException("cannot list the store %s: %s".formatted(root, e), e);
        }
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(entry ->
                            FOLDER.matcher(entry.getFileName().toString()).matches() && Files.isDirectory(entry))
                    .sorted()
                    .toList();
        }
    }

    private Path folder(Digest digest) {
        return root.resolve(digest.hex().substring(0, FOLDER_DIGITS));
    }

    private static String name(Digest digest) {
        return digest.hex().substring(FOLDER_DIGITS);
    }
}

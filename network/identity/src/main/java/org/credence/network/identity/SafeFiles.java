package org.credence.network.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are there whole or not at all, also after a loss of power, and that are never open to others for a moment when
 * they hold secrets: rights are given at creation, content is forced to disk before the move that makes it visible.
 */
final class SafeFiles {
    private static final Logger log = LoggerFactory.getLogger(SafeFiles.class);
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    /** Who may look. */
    enum Access {
        OWNER("rw-------", "rwx------"),
        EVERYBODY("rw-r--r--", "rwxr-xr-x");

        private final String file;
        private final String folder;

        Access(String file, String folder) {
            this.file = file;
            this.folder = folder;
        }

        FileAttribute<Set<PosixFilePermission>> ofFile() {
            return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(file));
        }

        FileAttribute<Set<PosixFilePermission>> ofFolder() {
            return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(folder));
        }
    }

    interface FolderWriter {
        void write(Path folder) throws IOException;
    }

    private SafeFiles() {}

    /** A file's content, or an {@link IdentityException} that names the file. */
    static byte[] read(Path file, int maxLength) {
        try (var in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(maxLength + 1);
            if (content.length > maxLength) {
                throw new IdentityException(
                        file + " is longer than " + maxLength + " bytes; it is not an identity file");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new IdentityException(file + " is missing; restore it, or have the identity issued again", e);
        } catch (IOException e) {
            throw new IdentityException("cannot read " + file + "; check its rights and the disk", e);
        }
    }

    /** Creates or replaces a file in one step. */
    static void write(Path file, byte[] content, Access access) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        try (SeekableByteChannel channel = create(temporary, access)) {
            var remaining = ByteBuffer.wrap(content);
            while (remaining.hasRemaining()) {
                channel.write(remaining);
            }
            ((FileChannel) channel).force(true);
        }
        move(temporary, file);
    }

    private static SeekableByteChannel create(Path file, Access access) throws IOException {
        try {
            return Files.newByteChannel(
                    file, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), access.ofFile());
        } catch (UnsupportedOperationException e) {
            throw noOwnerRights(file, e);
        }
    }

    static void createFolder(Path folder, Access access) throws IOException {
        try {
            Files.createDirectory(folder, access.ofFolder());
        } catch (UnsupportedOperationException e) {
            throw noOwnerRights(folder, e);
        }
    }

    private static IOException noOwnerRights(Path path, UnsupportedOperationException cause) {
        return new IOException(
                path + " is on a file system without POSIX rights, where private keys cannot be kept from others",
                cause);
    }

    /**
     * Creates a folder, or replaces it with everything in it. A kill at any moment leaves the old folder, the new one, or a
     * state that {@link #recover} turns into the new one.
     */
    static void replaceFolder(Path folder, Access access, FolderWriter content) throws IOException {
        recover(folder);
        Files.createDirectories(parent(folder));
        Path draft = sibling(folder, ".draft");
        Path next = sibling(folder, ".next");
        deleteTree(draft);
        createFolder(draft, access);
        content.write(draft);
        forceTree(draft);
        move(draft, next);
        finishReplacing(folder, next);
    }

    /** Ends a replacement that was cut short; without one, does nothing. */
    static void recover(Path folder) throws IOException {
        Path next = sibling(folder, ".next");
        if (Files.exists(next)) {
            finishReplacing(folder, next);
        }
    }

    private static void finishReplacing(Path folder, Path next) throws IOException {
        deleteTree(folder);
        move(next, folder);
    }

    private static Path sibling(Path folder, String suffix) {
        return folder.resolveSibling(folder.getFileName() + suffix);
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.toAbsolutePath().getParent(), () -> path + " is a file system's root");
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the file system of " + to + " cannot replace files in one step", e);
        }
        force(parent(to));
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void forceTree(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path folder : tree.filter(Files::isDirectory).toList()) {
                force(folder);
            }
        }
    }

    /** Deletes a folder and everything in it, if it is there. */
    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    static void warnIfShared(Path file) {
        try {
            Set<PosixFilePermission> shared = EnumSet.copyOf(OTHERS);
            shared.retainAll(Files.getPosixFilePermissions(file));
            if (!shared.isEmpty()) {
                log.atWarn().addKeyValue("file", file).log("private key is open to others; set its rights to 600");
            }
        } catch (IOException | UnsupportedOperationException e) {
            log.atDebug().addKeyValue("file", file).setCause(e).log("rights of private key unknown");
        }
    }
}

package org.credence.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.credence.protocol.Digest;

/** One file for each key, led by the SHA-256 of its value. One process at a time may use a folder. */
public final class FileNodeState implements NodeState {
    private static final Pattern KEY = Pattern.compile("(?!.*\\.tmp$)[a-z0-9][a-z0-9.-]{0,63}");

    private final Path root;

    /**
     * Opens a folder, made if it is not there, and deletes what a kill left half written.
     *
     * @throws StoreException if it cannot be made or read
     */
    public FileNodeState(Path root) {
        this.root = root;
        try {
            Files.createDirectories(root);
            AtomicFiles.sweep(root);
        } catch (IOException e) {
            throw new StoreException("cannot open the state folder %s: %s".formatted(root, e), e);
        }
    }

    @Override
    public void put(String key, byte[] value) {
        Path file = file(key);
        try {
            AtomicFiles.write(root, key, true, Digest.sha256(value).bytes(), value);
        } catch (IOException e) {
            throw new StoreException(
                    "cannot write %s: %s; free space or make the folder writable".formatted(file, e), e);
        }
    }

    @Override
    public Optional<byte[]> get(String key) {
        Path file = file(key);
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException("cannot read %s: %s".formatted(file, e), e);
        }
        if (bytes.length < Digest.BYTES) {
            throw damaged(file);
        }
        byte[] value = Arrays.copyOfRange(bytes, Digest.BYTES, bytes.length);
        if (!Digest.of(Arrays.copyOf(bytes, Digest.BYTES)).equals(Digest.sha256(value))) {
            throw damaged(file);
        }
        return Optional.of(value);
    }

    private static StoreException damaged(Path file) {
        return new StoreException(
                "%s is damaged: its checksum does not match; restore it from a backup".formatted(file));
    }

    @Override
    public void remove(String key) {
        Path file = file(key);
        try {
            if (Files.deleteIfExists(file)) {
                AtomicFiles.force(root);
            }
        } catch (IOException e) {
            throw new StoreException("cannot delete %s: %s".formatted(file, e), e);
        }
    }

    @Override
    public List<String> keys() {
        try {
            return AtomicFiles.finished(root).stream()
                    .map(file -> file.getFileName().toString())
                    .filter(name -> KEY.matcher(name).matches())
                    .toList();
        } catch (IOException e) {
            throw new StoreException("cannot list the state folder %s: %s".formatted(root, e), e);
        }
    }

    private Path file(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "a key is 1 to 64 lower-case letters, digits, dots or hyphens, not ending in .tmp, was '%s'"
                            .formatted(key));
        }
        return root.resolve(key);
    }
}

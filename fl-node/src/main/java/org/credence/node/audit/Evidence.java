package org.credence.node.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.credence.node.evidence.RunFolder;
import org.credence.protocol.Digest;

/**
 * The files of a run's folder as an audit reads them. It remembers which of them it found right, and nothing else counts as evidence.
 * Never writes; never opens a file that it was not asked for.
 */
final class Evidence {
    private static final Pattern CONTENT = Pattern.compile("[0-9a-f]{64}");

    private final RunFolder folder;
    private final SortedSet<Path> found = new TreeSet<>();
    private final Map<Digest, List<Path>> contents = new TreeMap<>();

    /** @throws IOException if the members' folders cannot be read */
    Evidence(RunFolder folder) throws IOException {
        this.folder = folder;
        for (Path member : entries(folder.members())) {
            for (Path shelf : entries(member.resolve("content"))) {
                for (Path file : entries(shelf)) {
                    String name = name(shelf) + name(file);
                    if (CONTENT.matcher(name).matches()) {
                        contents.computeIfAbsent(Digest.ofHex(name), any -> new ArrayList<>())
                                .add(file);
                    }
                }
            }
        }
    }

    RunFolder folder() {
        return folder;
    }

    /** What the audit rests on so far, relative to the folder. */
    SortedSet<Path> files() {
        return Collections.unmodifiableSortedSet(found);
    }

    /** A file's name in messages. */
    String named(Path file) {
        return relative(file).toString();
    }

    /** Counts a file that was found right. */
    void confirm(Path file) {
        found.add(relative(file));
    }

    /**
     * A file's bytes; not yet evidence.
     *
     * @param where what needs it, for the message
     */
    byte[] read(Path file, String where) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new Disagreement(where, named(file) + " is missing", e);
        } catch (IOException e) {
            throw new Disagreement(where, named(file) + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Requires a file to hold exactly these bytes. */
    void requireEqual(Path file, byte[] derived, String where) {
        byte[] actual = read(file, where);
        int difference = Arrays.mismatch(actual, derived);
        if (difference >= 0) {
            throw new Disagreement(
                    where,
                    "%s differs from what follows from the ledger, from byte %d on (%d bytes, derived are %d)"
                            .formatted(named(file), difference, actual.length, derived.length));
        }
        confirm(file);
    }

    /**
     * Content that the ledger names, from whichever members hold it; every copy must be right.
     *
     * @param where whose it is
     * @param what in words: an update, a manifest
     */
    byte[] content(Digest digest, String where, String what) {
        List<Path> copies = contents.getOrDefault(digest, List.of());
        if (copies.isEmpty()) {
            throw new Disagreement(where, "%s %s is missing: no member's content holds it".formatted(what, digest));
        }
        byte[] content = new byte[0];
        for (Path copy : copies) {
            content = read(copy, where);
            Digest actual = Digest.sha256(content);
            if (!actual.equals(digest)) {
                throw new Disagreement(
                        where,
                        "%s %s has %d bytes that hash to %s, in %s"
                                .formatted(what, digest, content.length, actual, named(copy)));
            }
            confirm(copy);
        }
        return content;
    }

    /** What is in a folder, in order; nothing if there is no such folder. */
    static List<Path> entries(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    private Path relative(Path file) {
        return folder.root().relativize(file);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}

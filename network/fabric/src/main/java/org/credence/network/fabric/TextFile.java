package org.credence.network.fabric;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Files that an operator reads. Written in one step. */
final class TextFile {
    private static final String EVERYBODY = "rw-r--r--";
    private static final String OWNER = "rw-------";

    private TextFile() {}

    static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static void write(Path file, byte[] content) {
        write(file, content, EVERYBODY);
    }

    /** A file that nobody but its owner may read. */
    static void writeSecret(Path file, byte[] content) {
        write(file, content, OWNER);
    }

    private static void write(Path file, byte[] content, String rights) {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(draft);
            // With its rights from the first moment on: what is in it is never there for others to read.
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights)));
            Files.write(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new FabricException(file + " cannot be written: " + e, e);
        }
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new FabricException(file + " cannot be read: " + e, e);
        }
    }

    /**
     * A resource of this package with each {@code ${name}} in it replaced.
     *
     * @throws IllegalStateException if a name is left
     */
    static String filled(String resource, Map<String, String> values) {
        String text;
        try (var in = TextFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + resource);
            }
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the resource " + resource + " cannot be read", e);
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        if (text.contains("${")) {
            throw new IllegalStateException(
                    resource + " asks for a value that is not given: " + text.substring(text.indexOf("${")));
        }
        return text;
    }
}

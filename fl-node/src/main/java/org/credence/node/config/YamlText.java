package org.credence.node.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The text of a file of settings. */
final class YamlText {
    /** Settings are text of a few pages; more is a mistake. */
    private static final int MAX_BYTES = 1 << 20;

    private YamlText() {}

    /** The text; empty if it cannot be had, with the reason among the problems. */
    static Optional<String> read(Path file, Problems problems) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.add(
                        0,
                        0,
                        "",
                        "is larger than 1 MiB; %s is a few pages of YAML"
                                .formatted(problems.kind().name()));
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            problems.add(0, 0, "", "is not UTF-8; save it in that encoding");
        } catch (IOException e) {
            problems.add(0, 0, "", "cannot be read: " + e);
        }
        return Optional.empty();
    }
}

package org.credence.node.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Study files for tests: the examples that ship, and a small one to change. */
public final class StudyFiles {
    /** The examples, from this module's folder, where tests run. */
    public static final Path EXAMPLES = Path.of("..", "examples");

    /** The least that a study file needs. */
    static final String SMALL = """
            study: small
            schema:
              features:
                - {name: age, type: number}
                - {name: stage, type: category, values: [a, b]}
              target: {name: outcome, type: binary}
            members:
              - {id: A, data: a.csv}
              - {id: B, data: b.csv}
              - {id: C, data: c.csv}
              - {id: D, data: d.csv}
            """;

    private StudyFiles() {}

    static String template() {
        try {
            return Files.readString(EXAMPLES.resolve("study.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.credence.node.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Folders of the machine that tests learn of from environment variables. */
final class NamedFolder {
    private NamedFolder() {}

    /** The folder; where the variable is not set the test says so in one line and is skipped. */
    static Path of(String variable, String what) {
        String value = System.getenv(variable);
        if (value == null || value.isEmpty()) {
            String why = "skipped: " + variable + " is not set; it names " + what;
            System.out.println(why);
            return Assumptions.abort(why);
        }
        Path folder = Path.of(value);
        if (!Files.isDirectory(folder)) {
            throw new AssertionError(variable + " names " + folder + ", which is no folder; it must name " + what);
        }
        return folder;
    }
}

package org.credence.bench;

import org.credence.node.config.StudyFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** How many members a benchmark's consortium may have. */
final class Sizes {
    private Sizes() {}

    /** @throws ParameterException unless the demo's study has so many members, and a study may */
    static void require(@Nullable CommandSpec command, int members) {
        if (members < StudyFile.MIN_MEMBERS || members > BenchStudy.ALL) {
            throw wrong(
                    command,
                    "--members must be from %d to %d, was %d"
                            .formatted(StudyFile.MIN_MEMBERS, BenchStudy.ALL, members));
        }
    }

    /** What a command ends with when an option is wrong. */
    static ParameterException wrong(@Nullable CommandSpec command, String words) {
        if (command == null) {
            throw new IllegalStateException("picocli tells a command its own description before the call");
        }
        return new ParameterException(command.commandLine(), words);
    }
}

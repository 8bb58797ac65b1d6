package org.credence.node.cli;

import org.credence.node.config.StudyFile;
import org.jspecify.annotations.Nullable;

/** What commands do with their options. */
final class Arguments {
    private Arguments() {}

    /** An option that picocli has filled in. */
    static <T> T given(@Nullable T option) {
        if (option == null) {
            throw new IllegalStateException("picocli fills in every required option before the call");
        }
        return option;
    }

    /** The study with the rounds and the seed of the command line, where they are given. */
    static StudyFile adjusted(StudyFile file, @Nullable Integer rounds, @Nullable Long seed) {
        StudyFile seeded = seed == null ? file : file.withSeed(seed);
        return rounds == null ? seeded : seeded.withRounds(rounds);
    }
}

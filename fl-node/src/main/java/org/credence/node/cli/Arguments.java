package org.credence.node.cli;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.credence.node.config.StudyFile;
import org.credence.node.config.StudySpec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

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

    /**
     * The rounds of the command line, if there are any.
     *
     * @throws ParameterException unless they are in the range of a study
     */
    static OptionalInt rounds(CommandSpec command, @Nullable Integer rounds) {
        if (rounds == null) {
            return OptionalInt.empty();
        }
        if (rounds < 1 || rounds > StudySpec.MAX_ROUNDS) {
            throw new ParameterException(
                    command.commandLine(),
                    "--rounds must be from 1 to %d, was %d".formatted(StudySpec.MAX_ROUNDS, rounds));
        }
        return OptionalInt.of(rounds);
    }

    /**
     * The seed of the command line, if there is one.
     *
     * @throws ParameterException unless it is in the range of a study
     */
    static OptionalLong seed(CommandSpec command, @Nullable Long seed) {
        if (seed == null) {
            return OptionalLong.empty();
        }
        if (seed < 0) {
            throw new ParameterException(
                    command.commandLine(), "--seed must be from 0 to %d, was %d".formatted(Long.MAX_VALUE, seed));
        }
        return OptionalLong.of(seed);
    }

    /** The study with the rounds and the seed of the command line, where they are given. */
    static StudyFile adjusted(StudyFile file, OptionalInt rounds, OptionalLong seed) {
        StudyFile seeded = seed.isEmpty() ? file : file.withSeed(seed.getAsLong());
        return rounds.isEmpty() ? seeded : seeded.withRounds(rounds.getAsInt());
    }
}

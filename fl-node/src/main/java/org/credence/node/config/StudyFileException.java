package org.credence.node.config;

import java.util.List;
import java.util.stream.Collectors;

/** A study file that cannot be used. The message has one line for each problem found, in the order of the file. */
public final class StudyFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    StudyFileException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    /**
     * One thing wrong.
     *
     * @param line from 1; 0 where the file could not be read at all
     * @param column from 1
     * @param field dotted, for example {@code privacy.noiseMultiplier}; empty for the file as a whole
     * @param message what would be right, continuing the field's name
     */
    public record Problem(String file, int line, int column, String field, String message) {
        @Override
        public String toString() {
            String where = line == 0 ? file : file + ":" + line + ":" + column;
            return where + "  " + (field.isEmpty() ? message : field + " " + message);
        }
    }
}

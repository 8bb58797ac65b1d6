package org.credence.node.data;

import java.util.List;

/**
 * Files that cannot be used as a study's rows. The message has one line for each problem, each with file, line and column of the
 * table where there is one, and what is allowed.
 */
public final class DataFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    DataFileException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    DataFileException(String problem) {
        this(List.of(problem));
    }

    public List<String> problems() {
        return problems;
    }
}

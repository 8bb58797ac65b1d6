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
}

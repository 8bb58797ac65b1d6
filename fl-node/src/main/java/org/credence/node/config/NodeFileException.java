package org.credence.node.config;

import java.util.List;
import java.util.stream.Collectors;

/** A node's file that cannot be used. The message has one line for each problem found, in the order of the file. */
public final class NodeFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NodeFileException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
}

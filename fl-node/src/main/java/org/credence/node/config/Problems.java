package org.credence.node.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.credence.node.config.StudyFileException.Problem;

/** The problems found so far in one file. Not safe for use by several threads. */
final class Problems {
    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(int line, int column, String field, String message) {
        found.add(new Problem(file, line, column, field, message));
    }

    void add(YamlNode at, String field, String message) {
        add(at.line(), at.column(), field, message);
    }

    boolean none() {
        return found.isEmpty();
    }

    StudyFileException exception() {
        return new StudyFileException(found.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .distinct()
                .toList());
    }
}

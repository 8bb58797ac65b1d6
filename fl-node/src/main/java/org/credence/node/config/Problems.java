package org.credence.node.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems found so far in one file. Not safe for use by several threads. */
final class Problems {
    private final String file;
    private final FileKind kind;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file, FileKind kind) {
        this.file = file;
        this.kind = kind;
    }

    /** The file's name. */
    String file() {
        return file;
    }

    FileKind kind() {
        return kind;
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

    /** All of them, in the order of the file. */
    List<Problem> all() {
        return found.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .distinct()
                .toList();
    }

    StudyFileException exception() {
        return new StudyFileException(all());
    }
}

package org.credence.node.config;

import java.util.List;

/** A piece of a YAML document and where it starts: line and column from 1. */
sealed interface YamlNode {
    int line();

    int column();

    /**
     * A text, number, flag or nothing.
     *
     * @param text as written, without quotes
     * @param absent whether nothing is written, or {@code null} or {@code ~}
     */
    record Scalar(int line, int column, String text, boolean absent) implements YamlNode {}

    /** A list. */
    record Items(int line, int column, List<YamlNode> items) implements YamlNode {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Fields with distinct names, in the order of the file. */
    record Fields(int line, int column, List<Field> fields) implements YamlNode {
        public Fields {
            fields = List.copyOf(fields);
        }
    }

    /** A field's name, where the name starts, and its value. */
    record Field(String name, int line, int column, YamlNode value) {}
}

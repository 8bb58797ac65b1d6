package org.credence.node.cli.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a command has to say: names and values in their order, for people as two columns, for machines as a JSON object. A value is text, a
 * number, a truth value, a list of texts, a sheet, or a list of sheets. What is unknown is left out.
 */
final class Sheet {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int LEAST_WIDTH = 12;
    private static final String INDENT = "  ";

    private final Map<String, Object> rows = new LinkedHashMap<>();

    /** Adds what is known as text: an id, a digest, a constant. */
    Sheet text(String name, @Nullable Object value) {
        return put(name, value == null ? null : value.toString());
    }

    Sheet number(String name, long value) {
        return put(name, value);
    }

    Sheet flag(String name, boolean value) {
        return put(name, value);
    }

    /** Adds a list of ids or words; an empty one is said to be so. */
    Sheet texts(String name, List<?> values) {
        return put(name, values.stream().map(Object::toString).toList());
    }

    Sheet sheet(String name, Sheet value) {
        return put(name, value);
    }

    Sheet sheets(String name, List<Sheet> values) {
        return put(name, List.copyOf(values));
    }

    private Sheet put(String name, @Nullable Object value) {
        if (value != null) {
            rows.put(name, value);
        }
        return this;
    }

    /** Writes the sheet as a JSON object. */
    void printJson(PrintWriter out) {
        try {
            out.println(JSON.writeValueAsString(plain()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sheet is plain data", e);
        }
    }

    /** Writes the sheet as lines. */
    void print(PrintWriter out) {
        lines("").forEach(out::println);
    }

    private Map<String, Object> plain() {
        var plain = new LinkedHashMap<String, Object>();
        rows.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private static Object plain(Object value) {
        if (value instanceof Sheet sheet) {
            return sheet.plain();
        }
        return value instanceof List<?> list ? list.stream().map(Sheet::plain).toList() : value;
    }

    private List<String> lines(String indent) {
        int width = Math.max(
                LEAST_WIDTH,
                rows.keySet().stream().mapToInt(String::length).max().orElse(0));
        var lines = new ArrayList<String>();
        rows.forEach((name, value) -> {
            String head = indent + name + " ".repeat(width - name.length()) + INDENT;
            if (value instanceof Sheet sheet) {
                lines.add(indent + name);
                lines.addAll(sheet.lines(indent + INDENT));
            } else if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Sheet) {
                lines.add(indent + name);
                list.forEach(entry -> {
                    List<String> inner = ((Sheet) entry).lines(indent + INDENT + INDENT);
                    lines.add(indent + INDENT + "- " + inner.get(0).strip());
                    lines.addAll(inner.subList(1, inner.size()));
                });
            } else if (value instanceof List<?> list) {
                lines.add(head
                        + (list.isEmpty()
                                ? "none"
                                : list.stream().map(Object::toString).collect(Collectors.joining(", "))));
            } else if (value instanceof Boolean flag) {
                lines.add(head + (flag ? "yes" : "no"));
            } else {
                lines.add(head + value);
            }
        });
        return lines;
    }
}

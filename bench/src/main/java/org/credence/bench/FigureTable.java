package org.credence.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A table in Markdown. Numbers are written alike in every country. */
final class FigureTable {
    private final int columns;
    private final List<List<String>> rows = new ArrayList<>();

    FigureTable(String... heads) {
        this.columns = heads.length;
        row(heads);
        rows.add(Arrays.stream(heads).map(any -> "---").toList());
    }

    /**
     * A further line.
     *
     * @throws IllegalArgumentException unless it has as many cells as the heads
     */
    FigureTable row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(
                    "a line of this table has %d cells, was %d".formatted(columns, cells.length));
        }
        rows.add(List.of(cells));
        return this;
    }

    /** A further line of two cells, the second one formatted. */
    FigureTable figure(String name, String format, Object... values) {
        return row(name, format(format, values));
    }

    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    @Override
    public String toString() {
        return rows.stream()
                .map(cells -> cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")))
                .collect(Collectors.joining());
    }
}

package org.credence.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tables of two columns, one beside the other; figures in the order in which they first come. */
final class SideBySide {
    private static final Pattern LINE = Pattern.compile("\\| (.+) \\| (.+) \\|");
    private static final String NONE = "";

    private final List<String> heads = new ArrayList<>(List.of("figure"));
    private final Map<String, List<String>> figures = new LinkedHashMap<>();

    /**
     * Puts a further table beside those before.
     *
     * @param head of its column
     * @param table as {@link FigureTable} writes it; its own heads are left out
     */
    void add(String head, String table) {
        int before = heads.size() - 1;
        heads.add(head);
        table.lines().skip(2).forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("no line of a table with two columns: '" + line + "'");
            }
            List<String> values = figures.computeIfAbsent(matcher.group(1), any -> new ArrayList<>());
            fill(values, before);
            values.add(matcher.group(2));
        });
    }

    private static void fill(List<String> values, int count) {
        while (values.size() < count) {
            values.add(NONE);
        }
    }

    @Override
    public String toString() {
        var table = new FigureTable(heads.toArray(String[]::new));
        figures.forEach((figure, values) -> {
            fill(values, heads.size() - 1);
            var cells = new ArrayList<String>(List.of(figure));
            cells.addAll(values);
            table.row(cells.toArray(String[]::new));
        });
        return table.toString();
    }
}

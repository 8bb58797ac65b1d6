package org.credence.node.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.credence.node.config.CellText;

/** Cells that mean one thing, however they are spelled: {@code 1.0} is in the set of {@code 1}. Immutable. */
final class CellSet {
    private final Set<String> keys = new HashSet<>();
    private final List<String> spellings;

    CellSet(List<String> cells) {
        spellings = List.copyOf(cells);
        cells.forEach(cell -> keys.add(CellText.key(cell)));
    }

    boolean contains(String cell) {
        return !keys.isEmpty() && keys.contains(CellText.key(cell));
    }

    /** {@code '?', '0' for missing}, after a comma; nothing for the empty set. */
    String orMissing() {
        return spellings.isEmpty() ? "" : ", or " + quoted() + " for missing";
    }

    /** {@code '1', '2', an empty cell}. */
    String quoted() {
        return spellings.stream()
                .map(cell -> cell.isEmpty() ? "an empty cell" : "'" + cell + "'")
                .collect(Collectors.joining(", "));
    }
}

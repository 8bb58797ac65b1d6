package org.credence.node.data;

import java.util.Collections;
import java.util.List;

/**
 * What a file gave under a schema: its rows, and which of its records broke the schema. Records are numbered from 0 below the header
 * line; lines that are blank throughout are none.
 *
 * @param file as problems call it
 * @param records of the file, broken ones included
 * @param kept the record of each row, ascending
 * @param broken a line for each record that gave no row: file, line, column and what would be right
 */
record LoadedRows(String file, RawRows rows, int records, List<Integer> kept, List<String> broken) {
    LoadedRows {
        kept = List.copyOf(kept);
        broken = List.copyOf(broken);
        if (kept.size() != rows.size()) {
            throw new IllegalArgumentException("%d rows of %d records".formatted(rows.size(), kept.size()));
        }
    }

    /** Nothing, of a file that could not be read. */
    static LoadedRows none(String file, Schema schema) {
        return new LoadedRows(file, RawRows.none(schema), 0, List.of(), List.of());
    }

    /** These records alone; what of them is broken stays away. */
    LoadedRows only(List<Integer> chosen) {
        List<Integer> there = chosen.stream().filter(this::has).toList();
        return new LoadedRows(file, select(there), records, there, List.of());
    }

    /** Whether a record gave a row. */
    boolean has(int record) {
        return place(record) >= 0;
    }

    /** The place of a record's row among the rows, below 0 if it gave none. */
    private int place(int record) {
        return Collections.binarySearch(kept, record);
    }

    /** The rows of these records, all of which gave one. */
    RawRows select(List<Integer> chosen) {
        return rows.select(chosen.stream().map(this::place).toList());
    }

    /** The targets of a record that gave a row; not to be changed. */
    double[] targets(int record) {
        return rows.targets(place(record));
    }
}

package org.credence.node.data;

import java.nio.file.Path;
import java.util.List;
import org.credence.node.config.DatabaseSource;

/**
 * A table of texts as a file or a database gives it.
 *
 * @param file as problems call it
 * @param header names of the columns, trimmed
 */
record CellTable(String file, List<String> header, List<Line> lines) {
    /**
     * One row.
     *
     * @param number of the line in the file where it starts, or of the row in a query's result, from 1
     */
    record Line(int number, List<String> cells) {
        public Line {
            cells = List.copyOf(cells);
        }
    }

    public CellTable {
        header = List.copyOf(header);
        lines = List.copyOf(lines);
    }

    /**
     * Reads {@code folder/name}: a CSV, plain or gz, or what the database gives that a {@code .yaml} file describes.
     *
     * @throws DataFileException if it cannot be read, or is no table
     */
    static CellTable read(Path folder, String name) {
        return DatabaseSource.isNamed(name) ? SqlRows.read(folder, name) : CsvFile.read(folder, name);
    }

    /**
     * The place of the one column with this name.
     *
     * @throws DataFileException if there is none, or more than one
     */
    int column(String name) {
        int place = header.indexOf(name);
        if (place < 0) {
            throw new DataFileException("%s:1  has no column '%s'; its columns are %s".formatted(file, name, header));
        }
        if (header.lastIndexOf(name) != place) {
            throw new DataFileException("%s:1  has two columns '%s'; rename one".formatted(file, name));
        }
        return place;
    }
}

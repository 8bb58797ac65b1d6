package org.credence.node.data;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.exceptions.CsvValidationException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A comma-separated table with a header line (RFC 4180, UTF-8, with or without a byte order mark, any line ending). Names are
 * trimmed, cells are not; lines that are blank throughout are skipped.
 *
 * @param file as problems call it
 * @param header names of the columns, trimmed
 */
record CsvTable(String file, List<String> header, List<Line> lines) {
    private static final long MAX_BYTES = 1L << 30;

    /**
     * One row.
     *
     * @param number of the line in the file where it starts, from 1
     */
    record Line(int number, List<String> cells) {
        public Line {
            cells = List.copyOf(cells);
        }
    }

    public CsvTable {
        header = List.copyOf(header);
        lines = List.copyOf(lines);
    }

    /**
     * Reads {@code folder/name}.
     *
     * @throws DataFileException if it cannot be read, is not UTF-8, has no header line, or a quote is never closed
     */
    static CsvTable read(Path folder, String name) {
        String text = text(folder.resolve(name), name);
        try (CSVReader reader = new CSVReaderBuilder(new StringReader(text))
                .withCSVParser(new RFC4180ParserBuilder().build())
                .build()) {
            List<Line> lines = new ArrayList<>();
            int line = 1;
            for (String[] cells = reader.readNext(); cells != null; cells = reader.readNext()) {
                if (cells.length > 1 || !cells[0].isBlank()) {
                    lines.add(new Line(line, Arrays.asList(cells)));
                }
                line = Math.toIntExact(reader.getLinesRead()) + 1;
            }
            if (lines.isEmpty()) {
                throw new DataFileException(name + "  is empty; its first line names the columns");
            }
            List<String> header =
                    lines.get(0).cells().stream().map(String::strip).toList();
            return new CsvTable(name, header, lines.subList(1, lines.size()));
        } catch (IOException | CsvValidationException e) {
            throw new DataFileException("%s  is not a table: %s".formatted(name, e.getMessage()));
        }
    }

    private static String text(Path file, String name) {
        byte[] bytes;
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new DataFileException(name + "  is larger than 1 GiB; rows are held in memory");
            }
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new DataFileException(name + "  does not exist in the data folder");
        } catch (IOException e) {
            throw new DataFileException(name + "  cannot be read: " + e);
        }
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (result.isError()) {
            long line = text.chars().filter(c -> c == '\n').count() + 1;
            throw new DataFileException("%s:%d  is not UTF-8; save the file in that encoding".formatted(name, line));
        }
        boolean marked = text.length() > 0 && text.charAt(0) == '\uFEFF';
        return text.subSequence(marked ? 1 : 0, text.length()).toString();
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

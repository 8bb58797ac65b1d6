package org.credence.node.data;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.exceptions.CsvValidationException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Comma-separated tables with a header line (RFC 4180, UTF-8, with or without a byte order mark, any line ending); a name that ends in
 * {@code .gz} is of a compressed one. Names are trimmed, cells are not; lines that are blank throughout are skipped.
 */
final class CsvFile {
    private static final int MAX_BYTES = 1 << 30;

    private CsvFile() {}

    /**
     * Reads {@code folder/name}.
     *
     * @throws DataFileException if it cannot be read, is not UTF-8, has no header line, or a quote is never closed
     */
    static CellTable read(Path folder, String name) {
        String text = text(folder.resolve(name), name);
        try (CSVReader reader = new CSVReaderBuilder(new StringReader(text))
                .withCSVParser(new RFC4180ParserBuilder().build())
                .build()) {
            List<CellTable.Line> lines = new ArrayList<>();
            int line = 1;
            for (String[] cells = reader.readNext(); cells != null; cells = reader.readNext()) {
                if (cells.length > 1 || !cells[0].isBlank()) {
                    lines.add(new CellTable.Line(line, Arrays.asList(cells)));
                }
                line = Math.toIntExact(reader.getLinesRead()) + 1;
            }
            if (lines.isEmpty()) {
                throw new DataFileException(name + "  is empty; its first line names the columns");
            }
            List<String> header =
                    lines.get(0).cells().stream().map(String::strip).toList();
            return new CellTable(name, header, lines.subList(1, lines.size()));
        } catch (IOException | CsvValidationException e) {
            throw new DataFileException("%s  is not a table: %s".formatted(name, e.getMessage()));
        }
    }

    private static String text(Path file, String name) {
        byte[] bytes;
        try {
            bytes = bytes(file, name);
        } catch (NoSuchFileException e) {
            throw new DataFileException(name + "  does not exist in the data folder");
        } catch (ZipException | EOFException e) {
            throw new DataFileException(name + "  is no gz file: " + e.getMessage());
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

    private static byte[] bytes(Path file, String name) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw tooLarge(name);
        }
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = name.toLowerCase(Locale.ROOT).endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw tooLarge(name);
            }
            return bytes;
        }
    }

    private static DataFileException tooLarge(String name) {
        return new DataFileException(name + "  is larger than 1 GiB; rows are held in memory");
    }
}

package org.credence.node.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import org.credence.node.data.RowsCodec;
import org.credence.node.data.Schema;
import org.credence.node.evidence.StatementDocument;
import org.credence.node.evidence.StudyFolder;
import org.credence.node.model.ModelCodec;
import org.credence.node.model.TribuoExport;
import org.credence.node.round.StudyBook;
import org.credence.node.store.AtomicFiles;
import org.credence.protocol.Keys;
import org.credence.protocol.Statement;
import org.credence.protocol.encoding.CanonicalJson;

/** Writes a study's public documents. */
public final class Documents {
    private Documents() {}

    /** What everybody must hold before the study starts. */
    public static void writeTerms(StudyFolder folder, StudyBook book) {
        write(folder.specification(), CanonicalJson.encode(book.spec()));
        write(folder.validation(), new RowsCodec(book.schema()).encode(book.validation()));
    }

    /** What came of the study. */
    static void writeResults(StudyFolder folder, StudyResult result) {
        write(folder.model(), ModelCodec.encode(result.model()));
        StudyBook book = result.book();
        var names = new TribuoExport.Names(
                book.schema().columns().stream().map(Schema.Column::name).toList(),
                book.schema().outputNames());
        write(folder.tribuoModel(), TribuoExport.protobuf(book.model(), result.model(), names, Instant.EPOCH));
        for (int epoch = 1; ; epoch++) {
            Statement statement = result.state().get(Keys.statement(book.spec().study(), epoch));
            if (statement == null) {
                return;
            }
            write(
                    folder.statement(epoch),
                    CanonicalJson.encode(StatementDocument.of(book.spec().study(), epoch, statement)));
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            AtomicFiles.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}

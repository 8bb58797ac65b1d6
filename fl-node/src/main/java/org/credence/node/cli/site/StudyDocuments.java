package org.credence.node.cli.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.credence.node.config.StudySpec;
import org.credence.node.data.MalformedRowsException;
import org.credence.node.data.RawRows;
import org.credence.node.data.RowsCodec;
import org.credence.node.data.Schema;
import org.credence.node.evidence.StudyFolder;
import org.credence.node.round.Contents;
import org.credence.node.round.StudyBook;
import org.credence.node.store.AtomicFiles;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.StudyTerms;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.encoding.DecodeException;
import org.credence.protocol.encoding.Hashes;

/**
 * A study's specification and validation rows: from the study's folder here, or from whoever serves them. Both are found by the hashes
 * on the ledger, so it does not matter whose copy it is. What is found is kept in the folder, and served to the others.
 */
final class StudyDocuments {
    private final StudyFolder folder;
    private final Contents contents;

    StudyDocuments(StudyFolder folder, Contents contents) {
        this.folder = folder;
        this.contents = contents;
    }

    /**
     * The study's book; empty as long as nobody serves a part of it.
     *
     * @param members whom to ask when the lead does not serve it
     * @throws DocumentsRefusedException if the bytes have the ledger's hash and are no documents of a study all the same
     */
    Optional<StudyBook> find(StudyTerms terms, List<MemberId> members) {
        Optional<StudySpec> spec = specification(terms, members);
        if (spec.isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> rows = content(spec.get().validation(), local(folder.validation()), terms.lead(), members);
        return rows.map(bytes -> book(spec.get(), bytes));
    }

    private Optional<StudySpec> specification(StudyTerms terms, List<MemberId> members) {
        Optional<byte[]> here = local(folder.specification()).map(Hashes::specContent);
        Optional<byte[]> document = content(terms.specHash(), here, terms.lead(), members);
        if (document.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] json = Hashes.specOf(document.get());
            StudySpec spec = CanonicalJson.decode(json, StudySpec.class);
            keep(folder.specification(), json);
            return Optional.of(spec);
        } catch (DecodeException | IllegalArgumentException e) {
            throw new DocumentsRefusedException("the specification " + terms.specHash() + " is none", e);
        }
    }

    private StudyBook book(StudySpec spec, byte[] rows) {
        try {
            RawRows validation = new RowsCodec(Schema.of(spec.schema())).decode(rows);
            keep(folder.validation(), rows);
            return StudyBook.of(spec, validation);
        } catch (MalformedRowsException | IllegalArgumentException e) {
            throw new DocumentsRefusedException("the validation rows " + spec.validation() + " are none", e);
        }
    }

    /** Content with this hash: what is here if it has it, else from the others. */
    private Optional<byte[]> content(Digest digest, Optional<byte[]> here, MemberId lead, List<MemberId> members) {
        Optional<byte[]> found = here.filter(bytes -> Digest.sha256(bytes).equals(digest))
                .or(() -> contents.find(digest, lead, members));
        found.ifPresent(bytes -> contents.publish(bytes, true));
        return found;
    }

    private static Optional<byte[]> local(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
    }

    private static void keep(Path file, byte[] content) {
        if (local(file).filter(before -> Arrays.equals(before, content)).isPresent()) {
            return;
        }
        try {
            AtomicFiles.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e, e);
        }
    }
}

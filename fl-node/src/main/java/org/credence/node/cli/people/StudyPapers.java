package org.credence.node.cli.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.credence.node.evidence.StudyFolder;
import org.credence.node.round.StudyBook;
import org.credence.protocol.Keys;

/** A study's public documents in a folder, which count if the ledger names them. */
final class StudyPapers {
    private StudyPapers() {}

    /**
     * The documents in a folder, compared with the ledger: the specification's hash, and that every term that was proposed follows from it.
     *
     * @throws NotThereException if one of them is missing
     * @throws BadFileException if they are broken, or not those of the study on the ledger
     */
    static StudyBook read(Path folder, StudyReading study) {
        var papers = new StudyFolder(folder);
        StudyBook book;
        try {
            book = StudyBook.decode(bytes(papers.specification()), bytes(papers.validation()));
        } catch (IllegalArgumentException e) {
            throw new BadFileException(folder + ": " + e.getMessage(), e);
        }
        if (!book.specHash().equals(study.terms().specHash())) {
            throw new BadFileException(
                    "%s hashes to %s, the ledger has %s for study %s; get the documents from %s again"
                            .formatted(
                                    papers.specification(),
                                    book.specHash(),
                                    study.terms().specHash(),
                                    study.id(),
                                    study.terms().lead()));
        }
        requireTerms(study, book);
        return book;
    }

    /** A lead could propose other terms than its specification says. */
    private static void requireTerms(StudyReading study, StudyBook book) {
        var budgets = study.state().get(Keys.budgets(study.id()));
        if (!book.spec().study().equals(study.id())
                || !book.terms(study.terms().lead()).equals(study.terms())
                || budgets == null
                || !budgets.perRound().equals(book.proposal().budgets())) {
            throw new BadFileException(
                    "%s proposed study %s with the terms %s, its specification says %s; do not take part"
                            .formatted(
                                    study.terms().lead(),
                                    study.id(),
                                    study.terms(),
                                    book.terms(study.terms().lead())));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new NotThereException(
                    file + " is missing; the study's lead has it, --documents names a folder that holds it");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}

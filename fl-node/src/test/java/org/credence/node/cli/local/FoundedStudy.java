package org.credence.node.cli.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.credence.ledger.Ledger;
import org.credence.node.config.StudyFile;
import org.credence.node.config.StudyMember;
import org.credence.node.data.RowsCodec;
import org.credence.node.data.StudyInput;
import org.credence.node.evidence.StudyFolder;
import org.credence.node.round.StudyBook;
import org.credence.protocol.Command;
import org.credence.protocol.Keys;

/** What the people of a consortium do by hand for a study whose members are processes: propose it and start it. */
public final class FoundedStudy {
    private final StudyFile file;
    private final StudyBook book;

    private FoundedStudy(StudyFile file, StudyBook book) {
        this.file = file;
        this.book = book;
    }

    /** The study of this file, with the validation rows that its folder of data has. */
    public static FoundedStudy of(StudyFile file, Path data) {
        StudyInput input = StudyInput.load(file, data);
        return new FoundedStudy(
                file,
                StudyBook.of(
                        file.spec(
                                file.study(),
                                new RowsCodec(input.schema())
                                        .digest(input.main().validation())),
                        input.main().validation()));
    }

    public StudyBook book() {
        return book;
    }

    /** Puts the documents where the lead's node finds them. */
    public void writeDocuments(StudyFolder folder) {
        Documents.writeTerms(folder, book);
    }

    /** Proposes it. */
    public void propose(Ledger lead) {
        lead.proposeStudy(book.proposal());
    }

    /** Starts it if everybody has enrolled and said how its credit is divided; says whether it did. */
    public boolean startWhenComplete(Ledger lead) {
        boolean complete = file.members().stream().allMatch(member -> isReady(lead, member));
        if (complete) {
            lead.startStudy(new Command.StartStudy(file.study()));
        }
        return complete;
    }

    private boolean isReady(Ledger ledger, StudyMember member) {
        boolean divided = member.beneficiaries().shares().size() == 1
                || ledger.read(Keys.split(file.study(), member.id())).isPresent();
        return divided && ledger.read(Keys.enrolment(file.study(), member.id())).isPresent();
    }

    /** Writes each member's rows into its own folder. */
    public static void copyRows(Path from, Path to, List<String> names) throws java.io.IOException {
        Files.createDirectories(to);
        for (String name : names) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }
}

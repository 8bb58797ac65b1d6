package org.credence.node.cli.people;

import java.nio.file.Path;
import java.util.Objects;
import org.credence.node.cli.local.Documents;
import org.credence.node.cli.local.Preflight;
import org.credence.node.config.StudyFile;
import org.credence.node.config.ValidationSource;
import org.credence.node.data.RawRows;
import org.credence.node.data.RowsCodec;
import org.credence.node.data.RowsLoader;
import org.credence.node.data.Schema;
import org.credence.node.data.StudyInput;
import org.credence.node.evidence.StudyFolder;
import org.credence.node.round.StudyBook;
import org.credence.protocol.Keys;
import org.credence.protocol.StudyTerms;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code credence study propose}: writes a study's documents into the lead's folder, and proposes it on the ledger. */
@Command(
        name = "propose",
        mixinStandardHelpOptions = true,
        description = "Proposes a study; the caller leads it. Leaves its documents in studies/STUDY of the folder.")
final class StudyProposeCommand implements Runnable {
    @Parameters(paramLabel = "FILE", description = "The study file.")
    private @Nullable Path file;

    @Option(
            names = "--validation",
            paramLabel = "CSV",
            description = "The board's validation rows (default: the file that the study file names, beside it).")
    private @Nullable Path validation;

    @Mixin
    private final OfficeOptions options = new OfficeOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        StudyFile study = StudyFile.read(OfficeOptions.given(file));
        Preflight.requireFeasible(study);
        StudyBook book = book(study, validationFile(study));
        try (Office office = options.open("member")) {
            StudyTerms before = office.state().get(Keys.terms(study.study()));
            boolean own = before == null || before.equals(book.terms(office.self()));
            StudyFolder folder = office.site().study(study.study());
            if (own) {
                Documents.writeTerms(folder, book);
            }
            Sheet answer = new Sheet();
            if (before != null && own) {
                answer.text("call", "proposeStudy").text("code", "proposed before, the same way");
            } else {
                answer = office.submit(book.proposal());
            }
            options.answer(answer.text("study", study.study())
                    .text("specification", book.specHash())
                    .text("validationHash", book.spec().validation())
                    .number("validationRows", book.validation().size())
                    .text("documents", folder.root()));
        }
    }

    private static StudyBook book(StudyFile study, Path rows) {
        Schema schema = StudyInput.schema(study);
        Path folder = rows.toAbsolutePath().getParent();
        RawRows released = new RowsLoader(schema)
                .load(Objects.requireNonNull(folder, "a file is in a folder"), String.valueOf(rows.getFileName()));
        return StudyBook.of(study.spec(study.study(), new RowsCodec(schema).digest(released)), released);
    }

    private Path validationFile(StudyFile study) {
        if (validation != null) {
            return validation;
        }
        if (study.validation() instanceof ValidationSource.BoardFile board) {
            return OfficeOptions.given(file).resolveSibling(board.file());
        }
        throw new ParameterException(
                OfficeOptions.given(spec).commandLine(),
                "the study file takes the validation rows from the members, whose rows the lead does not have; --validation CSV names the board's");
    }
}

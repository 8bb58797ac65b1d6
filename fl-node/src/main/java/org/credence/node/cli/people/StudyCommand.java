package org.credence.node.cli.people;

import java.nio.file.Path;
import java.util.List;
import org.credence.node.round.StudyBook;
import org.credence.protocol.Ballot;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.StudyId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code credence study}: a study from its proposal to its start, and what the ledger has of it. */
@CommandLine.Command(
        name = "study",
        mixinStandardHelpOptions = true,
        description = "Proposes, approves, joins and starts a study, each from the machine of whoever does it.",
        subcommands = {StudyProposeCommand.class, StudyEnrolCommand.class})
public final class StudyCommand {
    @Spec
    private @Nullable CommandSpec spec;

    @CommandLine.Command(name = "list", mixinStandardHelpOptions = true, description = "All studies on the ledger.")
    void list(@Mixin OfficeOptions options) {
        try (Office office = options.openToRead()) {
            options.answer(new Sheet()
                    .sheets(
                            "studies",
                            StudyReading.all(office.state()).stream()
                                    .map(StudyReading::brief)
                                    .toList()));
        }
    }

    @CommandLine.Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "A study as the ledger has it: terms, who takes part, rounds, scores, credit, privacy spent.")
    void show(
            @Mixin OfficeOptions options, @Parameters(paramLabel = "STUDY", description = "Its name.") StudyId study) {
        try (Office office = options.openToRead()) {
            options.answer(StudyReading.of(office.state(), study).full());
        }
    }

    @CommandLine.Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "The board seat's vote to open a study, once its documents or its hash were looked at.")
    void approve(
            @Mixin OfficeOptions options,
            @Parameters(paramLabel = "STUDY", description = "Its name.") StudyId study,
            @Option(
                            names = "--documents",
                            paramLabel = "DIR",
                            description = "The study's documents, compared with the ledger before the vote.")
                    @Nullable
                    Path documents,
            @Option(
                            names = "--hash",
                            paramLabel = "HASH",
                            description = "The specification's hash, of documents that were read elsewhere.")
                    @Nullable
                    Digest hash) {
        if (documents == null && hash == null) {
            throw new ParameterException(
                    OfficeOptions.given(spec).subcommands().get("approve"),
                    "a name alone says nothing: --documents DIR or --hash HASH says what is approved");
        }
        try (Office office = options.open("board")) {
            StudyReading reading = StudyReading.of(office.state(), study);
            if (hash != null && !hash.equals(reading.terms().specHash())) {
                throw new VoteWithheldException(
                        "the ledger has the specification %s for study %s, not %s; no vote was given"
                                .formatted(reading.terms().specHash(), study, hash));
            }
            Sheet approved = reading.proposal();
            if (documents != null) {
                StudyBook book = StudyPapers.read(documents, reading);
                approved.text("title", book.spec().title())
                        .number("validationRows", book.validation().size())
                        .text("validationHash", book.spec().validation());
            }
            approved.sheet("vote", office.submit(new Command.ApproveStudy(study)));
            Votes.on(office.state(), Ballot.approval(study)).addTo(approved, office.self());
            options.answer(approved.text(
                    "status", StudyReading.of(office.state(), study).now().status()));
        }
    }

    @CommandLine.Command(
            name = "start",
            mixinStandardHelpOptions = true,
            description = "Starts a study with those enrolled: by its lead, or by anyone enrolled after the deadline.")
    void start(
            @Mixin OfficeOptions options, @Parameters(paramLabel = "STUDY", description = "Its name.") StudyId study) {
        try (Office office = options.open("member")) {
            List<?> enrolled = StudyReading.of(office.state(), study).enrolments();
            Sheet done = office.submit(new Command.StartStudy(study));
            options.answer(done.text("study", study).texts("enrolled", enrolled));
        }
    }
}

package org.credence.node.cli.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.credence.node.store.FileUpdateStore;
import org.credence.protocol.Ballot;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.MemberScore;
import org.credence.protocol.ScoreVector;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.StudyId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code credence board rule}: a seat's vote on what members could not agree on. */
@CommandLine.Command(
        name = "rule",
        mixinStandardHelpOptions = true,
        description =
                "A seat's vote on the model of a disputed study, or on scores that are challenged, disputed or stuck.")
final class BoardRuleCommand {
    private static final String SEAT = "board";

    @Spec
    private @Nullable CommandSpec spec;

    @CommandLine.Command(
            name = "model",
            mixinStandardHelpOptions = true,
            description = "Which model a disputed study goes on from.")
    void model(
            @Mixin OfficeOptions options,
            @Parameters(paramLabel = "STUDY") StudyId study,
            @Parameters(paramLabel = "HASH", description = "The model's hash, as 'board show dispute' has it.")
                    Digest model,
            @Option(
                            names = "--evidence",
                            paramLabel = "FILE",
                            required = true,
                            description = "The board's reasons; kept in content/, hashed on the ledger.")
                    Path evidence) {
        try (Office office = options.open(SEAT)) {
            StudyReading reading = StudyReading.of(office.state(), study);
            Digest reasons = new FileUpdateStore(office.site().content()).put(bytes(evidence), true);
            Sheet answer = office.submit(new Command.Resolve(study, model, reasons));
            Votes.on(office.state(), Ballot.resolution(study, reading.now().round()))
                    .addTo(answer, office.self());
            options.answer(answer.text("evidence", reasons)
                    .text("status", StudyReading.of(office.state(), study).now().status()));
        }
    }

    @CommandLine.Command(
            name = "scores",
            mixinStandardHelpOptions = true,
            description = "Which scores a window has: those published, or others.")
    void scores(
            @Mixin OfficeOptions options,
            @Parameters(paramLabel = "STUDY") StudyId study,
            @Parameters(paramLabel = "WINDOW") int window,
            @Option(names = "--published", description = "The published scores stand.") boolean published,
            @Option(
                            names = "--score",
                            paramLabel = "MEMBER=N",
                            description = "A member's score; repeat for each member that was included.")
                    @Nullable
                    Map<MemberId, Long> scores) {
        if (published == (scores != null)) {
            throw new ParameterException(
                    OfficeOptions.given(OfficeOptions.given(spec).subcommands().get("scores")),
                    "either --published, or --score MEMBER=N for each member");
        }
        try (Office office = options.open(SEAT)) {
            StudyReading.of(office.state(), study);
            ScoreVector vector = scores == null ? published(office, study, window) : vector(scores);
            Sheet answer = office.submit(new Command.RuleScores(study, window, vector));
            Votes.on(office.state(), Ballot.scores(study, window)).addTo(answer, office.self());
            options.answer(answer.sheet("window", new BoardEvidence(office.state()).window(study, window)));
        }
    }

    private static ScoreVector vector(Map<MemberId, Long> scores) {
        return new ScoreVector(scores.entrySet().stream()
                .map(score -> new MemberScore(score.getKey(), score.getValue()))
                .toList());
    }

    private static ScoreVector published(Office office, StudyId study, int window) {
        ScoreWindow record = office.state().get(Keys.window(study, window));
        if (record == null || record.vector() == null) {
            throw new NotThereException("no scores are published for window %s of study %s; give them with --score"
                    .formatted(window, study));
        }
        return record.vector();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new NotThereException(file + " is missing; it must hold the board's reasons");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}

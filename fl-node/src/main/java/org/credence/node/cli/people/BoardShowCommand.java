package org.credence.node.cli.people;

import org.credence.node.round.Readings;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateView;
import org.credence.protocol.StudyId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code credence board show}: what the ledger knows of one thing. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "What the ledger knows of a member, a study, its scores or its statement.")
final class BoardShowCommand {
    private interface Look {
        Sheet at(BoardEvidence evidence, StateView state);
    }

    @Command(name = "charter", mixinStandardHelpOptions = true, description = "Members and threshold.")
    void charter(@Mixin OfficeOptions options) {
        show(options, (evidence, state) -> evidence.charter());
    }

    @Command(name = "member", mixinStandardHelpOptions = true, description = "Standing, node and flags.")
    void member(@Mixin OfficeOptions options, @Parameters(paramLabel = "ID") MemberId member) {
        show(options, (evidence, state) -> evidence.member(member));
    }

    @Command(name = "study", mixinStandardHelpOptions = true, description = "Everything of a study.")
    void study(@Mixin OfficeOptions options, @Parameters(paramLabel = "STUDY") StudyId study) {
        show(options, (evidence, state) -> StudyReading.of(state, study).full());
    }

    @Command(
            name = "dispute",
            mixinStandardHelpOptions = true,
            description = "Which members back which model in a disputed study.")
    void dispute(@Mixin OfficeOptions options, @Parameters(paramLabel = "STUDY") StudyId study) {
        show(options, (evidence, state) -> evidence.dispute(StudyReading.of(state, study)));
    }

    @Command(name = "scores", mixinStandardHelpOptions = true, description = "Where the scoring of a window stands.")
    void scores(
            @Mixin OfficeOptions options,
            @Parameters(paramLabel = "STUDY") StudyId study,
            @Parameters(paramLabel = "WINDOW") int window) {
        show(options, (evidence, state) -> evidence.window(study, window));
    }

    @Command(
            name = "statement",
            mixinStandardHelpOptions = true,
            description = "The next statement of a study, and whether it says what was credited.")
    void statement(@Mixin OfficeOptions options, @Parameters(paramLabel = "STUDY") StudyId study) {
        show(options, (evidence, state) -> {
            StudyReading.of(state, study);
            return evidence.statement(study, Readings.approvedEpoch(state, study) + 1);
        });
    }

    private static void show(OfficeOptions options, Look look) {
        try (Office office = options.openToRead()) {
            options.answer(look.at(new BoardEvidence(office.state()), office.state()));
        }
    }
}

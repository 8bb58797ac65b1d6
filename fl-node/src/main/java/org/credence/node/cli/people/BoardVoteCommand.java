package org.credence.node.cli.people;

import java.util.Optional;
import org.credence.node.round.Readings;
import org.credence.protocol.Ballot;
import org.credence.protocol.Charter;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Membership;
import org.credence.protocol.Statement;
import org.credence.protocol.StudyId;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code credence board vote}: a seat's vote, by kind of question. */
@CommandLine.Command(
        name = "vote",
        mixinStandardHelpOptions = true,
        description =
                "A seat's vote on a member, the threshold, the end of a study, a statement or an anchor."
                        + " Studies are approved by 'credence study approve', disputes and scores ruled on by 'credence board rule'.")
final class BoardVoteCommand {
    private static final String SEAT = "board";

    @CommandLine.Command(
            name = "admit",
            mixinStandardHelpOptions = true,
            description = "An organization becomes a member, new or after it was expelled.")
    void admit(@Mixin OfficeOptions options, @Parameters(paramLabel = "ID") MemberId member) {
        onStanding(options, member, Membership.Status.ACTIVE, new Command.Admit(member));
    }

    @CommandLine.Command(name = "suspend", mixinStandardHelpOptions = true, description = "A member may not act.")
    void suspend(@Mixin OfficeOptions options, @Parameters(paramLabel = "ID") MemberId member) {
        onStanding(options, member, Membership.Status.SUSPENDED, new Command.Suspend(member));
    }

    @CommandLine.Command(
            name = "reinstate",
            mixinStandardHelpOptions = true,
            description = "A suspended member may act again.")
    void reinstate(@Mixin OfficeOptions options, @Parameters(paramLabel = "ID") MemberId member) {
        onStanding(options, member, Membership.Status.ACTIVE, new Command.Reinstate(member));
    }

    @CommandLine.Command(name = "expel", mixinStandardHelpOptions = true, description = "A membership ends.")
    void expel(@Mixin OfficeOptions options, @Parameters(paramLabel = "ID") MemberId member) {
        onStanding(options, member, Membership.Status.EXPELLED, new Command.Expel(member));
    }

    private static void onStanding(OfficeOptions options, MemberId member, Membership.Status next, Command command) {
        try (Office office = options.open(SEAT)) {
            Membership before = office.state().get(Keys.member(member));
            Ballot ballot = Ballot.membership(next, member, before == null ? 0 : before.version());
            Sheet answer = vote(office, ballot, command);
            Membership after = office.state().get(Keys.member(member));
            options.answer(
                    answer.text("member", member).text("standing", after == null ? "no member" : after.status()));
        }
    }

    @CommandLine.Command(
            name = "threshold",
            mixinStandardHelpOptions = true,
            description = "How many votes decide from now on.")
    void threshold(@Mixin OfficeOptions options, @Parameters(paramLabel = "K") int threshold) {
        try (Office office = options.open(SEAT)) {
            int before = Optional.ofNullable(office.state().get(Keys.charter()))
                    .map(Charter::threshold)
                    .orElse(0);
            options.answer(vote(office, Ballot.threshold(before), new Command.SetThreshold(threshold)));
        }
    }

    @CommandLine.Command(name = "abort", mixinStandardHelpOptions = true, description = "A study ends.")
    void abort(@Mixin OfficeOptions options, @Parameters(paramLabel = "STUDY") StudyId study) {
        try (Office office = options.open(SEAT)) {
            Sheet answer = vote(office, Ballot.abort(study), new Command.AbortStudy(study));
            options.answer(answer.text(
                    "status", StudyReading.of(office.state(), study).now().status()));
        }
    }

    @CommandLine.Command(
            name = "statement",
            mixinStandardHelpOptions = true,
            description =
                    "Proposes the next statement of a study if nobody did, and approves it unless it pays more than was credited.")
    void statement(@Mixin OfficeOptions options, @Parameters(paramLabel = "STUDY") StudyId study) {
        try (Office office = options.open(SEAT)) {
            StudyReading.of(office.state(), study);
            int epoch = Readings.approvedEpoch(office.state(), study) + 1;
            var answer = new Sheet();
            if (office.state().get(Keys.statement(study, epoch)) == null) {
                answer.sheet("proposal", office.submit(new Command.ProposeStatement(study, epoch)));
            }
            Statement statement = office.state().get(Keys.statement(study, epoch));
            var evidence = new BoardEvidence(office.state());
            if (statement == null || !evidence.isWithinCredit(study, statement)) {
                throw new VoteWithheldException(
                        "the statement of epoch %s of study %s pays more than the ledger credited; no vote was given"
                                .formatted(epoch, study));
            }
            answer.sheet(
                    "vote", vote(office, Ballot.statement(study, epoch), new Command.ApproveStatement(study, epoch)));
            options.answer(answer.sheet("statement", evidence.statement(study, epoch)));
        }
    }

    @CommandLine.Command(
            name = "anchor",
            mixinStandardHelpOptions = true,
            description = "A statement's root stands on the EVM chain, by this transaction.")
    void anchor(
            @Mixin OfficeOptions options,
            @Parameters(paramLabel = "STUDY") StudyId study,
            @Parameters(paramLabel = "EPOCH") int epoch,
            @Parameters(paramLabel = "TRANSACTION", description = "Its hash, 64 hexadecimal digits.") Digest evmTx) {
        try (Office office = options.open(SEAT)) {
            Statement statement = office.state().get(Keys.statement(study, epoch));
            if (statement == null) {
                throw new NotThereException("study %s has no statement of epoch %s".formatted(study, epoch));
            }
            options.answer(vote(
                    office,
                    Ballot.anchor(study, epoch),
                    new Command.RecordAnchor(study, epoch, statement.root(), evmTx)));
        }
    }

    /** Votes; what came of it, with the votes that now stand. */
    private static Sheet vote(Office office, Ballot ballot, Command command) {
        Sheet answer = office.submit(command);
        Votes.on(office.state(), ballot).addTo(answer, office.self());
        return answer;
    }
}

package org.credence.node.cli.people;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.credence.protocol.Command;
import org.credence.protocol.MemberId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code credence board}: what awaits the board, its evidence, and a seat's votes. */
@CommandLine.Command(
        name = "board",
        mixinStandardHelpOptions = true,
        description = "What awaits a vote of the board, what is known of it, and the votes of a seat.",
        subcommands = {BoardShowCommand.class, BoardVoteCommand.class, BoardRuleCommand.class})
public final class BoardCommand {
    @CommandLine.Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description =
                    "Everything that awaits a vote: members, threshold, studies, disputes, scores, statements, anchors.")
    void list(
            @Mixin OfficeOptions options,
            @Option(names = "--evidence", description = "With what is known of each matter.") boolean evidence) {
        try (Office office = options.open("board")) {
            var sheets = new ArrayList<Sheet>();
            for (Matter matter : Docket.of(office.state(), office.now())) {
                Sheet sheet = new Sheet().text("matter", matter.subject());
                if (evidence) {
                    sheet.sheet("evidence", matter.evidence());
                }
                Votes.on(office.state(), matter.ballot()).addTo(sheet, office.self());
                sheets.add(sheet.text("to vote", matter.act()));
            }
            options.answer(new Sheet().sheets("matters", sheets));
        }
    }

    @CommandLine.Command(
            name = "found",
            mixinStandardHelpOptions = true,
            description = "Adopts the consortium's charter, once: who its members are and how many votes decide.")
    void found(
            @Mixin OfficeOptions options,
            @Option(
                            names = "--members",
                            paramLabel = "ID",
                            required = true,
                            split = ",",
                            description = "The founding members' MSP ids, the caller's own among them.")
                    List<MemberId> members,
            @Option(
                            names = "--threshold",
                            paramLabel = "K",
                            description = "Votes that decide (default: a simple majority).")
                    @Nullable
                    Integer threshold,
            @Option(
                            names = "--auditors",
                            paramLabel = "ID",
                            split = ",",
                            description = "Organizations whose auditors may challenge scores.")
                    @Nullable
                    List<MemberId> auditors) {
        int count = new TreeSet<>(members).size();
        int decide = threshold == null ? count / 2 + 1 : threshold;
        try (Office office = options.open("board")) {
            options.answer(
                    office.submit(new Command.InitCharter(members, decide, auditors == null ? List.of() : auditors))
                            .number("threshold", decide));
        }
    }
}

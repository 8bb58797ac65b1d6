package org.credence.node.cli;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.credence.network.fabric.FabricNetwork;
import org.credence.node.cli.local.Board;
import org.credence.node.cli.local.BoardQuestion;
import org.credence.node.cli.local.NetworkLedger;
import org.credence.protocol.Charter;
import org.credence.protocol.Command.InitCharter;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code credence board}: what the consortium's board decides on a Fabric network's ledger. */
@Command(
        name = "board",
        mixinStandardHelpOptions = true,
        description = "The consortium's board on a Fabric network: who is a member.",
        subcommands = {BoardCommand.Found.class, BoardCommand.Show.class, BoardCommand.Vote.class})
final class BoardCommand {

    /** What the three have in common. */
    private abstract static class Step implements Callable<Integer> {
        @Mixin
        final NetworkOptions network = new NetworkOptions();

        @Override
        public Integer call() {
            FabricNetwork fabric = network.open();
            try (var ledger = new NetworkLedger(fabric, InstantSource.system(), new SecureRandom())) {
                return step(fabric, ledger);
            }
        }

        abstract int step(FabricNetwork fabric, NetworkLedger ledger);
    }

    @Command(
            name = "found",
            mixinStandardHelpOptions = true,
            description = "Adopts the charter: every organization of the network is a member with a board seat. Once.")
    static final class Found extends Step {
        @Option(
                names = "--threshold",
                paramLabel = "K",
                description = "Votes that decide; a simple majority if it is not given.")
        private @Nullable Integer threshold;

        @Option(
                names = "--auditors",
                paramLabel = "MSP",
                split = ",",
                description = "Organizations whose auditors may challenge scores; they are no members.")
        private List<String> auditors = List.of();

        @Override
        int step(FabricNetwork fabric, NetworkLedger ledger) {
            List<MemberId> members = fabric.plan().members().stream()
                    .filter(mspId -> !auditors.contains(mspId))
                    .map(MemberId::new)
                    .toList();
            int votes = threshold == null ? members.size() / 2 + 1 : threshold;
            String founder = fabric.organizations().stream()
                    .filter(mspId -> !auditors.contains(mspId))
                    .findFirst()
                    .orElse(fabric.organizations().get(0));
            ledger.board(founder)
                    .initCharter(new InitCharter(
                            members, votes, auditors.stream().map(MemberId::new).toList()));
            network.tell("the charter is on the ledger: " + members.size() + " members, " + votes + " votes decide");
            return ExitCode.OK;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "The charter, and every organization's standing.")
    static final class Show extends Step {
        @Override
        int step(FabricNetwork fabric, NetworkLedger ledger) {
            Charter charter = ledger.state().get(Keys.charter());
            if (charter == null) {
                network.tell("no charter; 'credence board found' adopts one");
                return ExitCode.FAILED;
            }
            network.tell(charter.threshold() + " votes decide; auditors " + charter.auditors());
            ledger.state()
                    .range(StateKind.MEMBER)
                    .forEach(member -> network.tell(
                            member.key().attribute(0) + " " + member.value().status()));
            return ExitCode.OK;
        }
    }

    @Command(
            name = "vote",
            mixinStandardHelpOptions = true,
            description =
                    "Votes on an organization with the board seats on this machine; tells how many votes there are.")
    static final class Vote extends Step {
        @Parameters(index = "0", paramLabel = "admit|suspend|reinstate|expel", description = "What shall be decided.")
        private @Nullable BoardQuestion question;

        @Parameters(index = "1", paramLabel = "MSP", description = "About which organization.")
        private @Nullable String organization;

        @Option(
                names = "--as",
                paramLabel = "MSP",
                split = ",",
                description = "With these organizations' seats alone; without it with all whose folders are here.")
        private List<String> seats = List.of();

        @Override
        int step(FabricNetwork fabric, NetworkLedger ledger) {
            Board board = Board.of(ledger, seats.isEmpty() ? fabric.organizations() : seats);
            network.tell(
                    board.vote(Arguments.given(question), new MemberId(network.memberId(Arguments.given(organization))))
                            .toString());
            return ExitCode.OK;
        }
    }
}

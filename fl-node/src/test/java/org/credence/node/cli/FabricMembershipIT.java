package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.credence.ledger.Ledger;
import org.credence.ledger.NotAuthorizedException;
import org.credence.ledger.Receipt;
import org.credence.ledger.RefusedException;
import org.credence.ledger.fabric.ClientEnvironment;
import org.credence.ledger.fabric.ClientLimits;
import org.credence.ledger.fabric.FabricLedger;
import org.credence.network.fabric.ChannelAdministration;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.FabricPrograms;
import org.credence.network.fabric.Newcomer;
import org.credence.network.fabric.config.AddOrganization;
import org.credence.network.identity.Enrolment;
import org.credence.node.cli.local.Board;
import org.credence.node.cli.local.BoardQuestion;
import org.credence.node.cli.local.ContractPrograms;
import org.credence.node.cli.local.FabricProfiles;
import org.credence.node.cli.local.NetworkLedger;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.MemberId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Organizations that come and go by an operator's commands, on a real network of four hosts and a member: each test has one of its own. */
@Timeout(600)
final class FabricMembershipIT {
    @TempDir
    private Path folder;

    private Path net;
    private final List<FabricNetwork> parts = new ArrayList<>();

    @BeforeEach
    void found() {
        Assumptions.assumeTrue(
                FabricPrograms.present(System.getenv("PATH")),
                "skipped: peer, orderer, configtxgen and osnadmin of Hyperledger Fabric v3.1 or later are not on PATH");
        net = folder.resolve("net");
        done("network", "up", "fabric", "--members", "Org01,Org02,Org03,Org04,Org05", "--dir", net.toString());
    }

    @AfterEach
    void down() {
        if (net != null) {
            parts.forEach(FabricNetwork::down);
            open(net).down();
        }
    }

    @Test
    void onOneMachineOneCommandLetsAHostInAndAnotherHasItLeave() {
        assertThat(refused(net, "network", "org", "add", "Clinic")).contains("has no charter on the ledger");
        foundBoard();
        assertThat(refused(net, "network", "org", "remove", "Org04")).contains("BFT ordering needs 4");
        assertThat(votes(BoardQuestion.EXPEL, "Org04")).isEmpty();

        assertThat(done(net, "network", "org", "add", "Clinic", "--host")).contains("6 members", "Clinic");
        assertThat(done(net, "network", "status")).contains("Clinic");
        // The same again changes nothing.
        done(net, "network", "org", "add", "Clinic", "--host");

        // Four of five must endorse and order: without Org02's peer and Org03's ordering node the new host's count.
        FabricNetwork network = open(net);
        network.peer("Org02").kill();
        network.orderer("Org03").kill();
        assertThat(vote("Clinic", BoardQuestion.SUSPEND, "Org05").code()).isEqualTo(Code.OK);

        done(net, "network", "up", "fabric");
        Enrolment seat = open(net).organization("Clinic").enrolment("board");
        assertThat(done(net, "network", "org", "remove", "Clinic"))
                .contains("5 members")
                .doesNotContain("Clinic  ");
        assertNobodySpeaksWith(seat);
        assertThat(vote("Org01", BoardQuestion.EXPEL, "Org05").code()).isEqualTo(Code.OK);
        assertThat(done(net, "network", "status")).contains("Org04").doesNotContain("Clinic");
    }

    @Test
    void overSeveralMachinesWhoeverHoldsAKeyDoesItsPart() throws IOException {
        Path machine = folder.resolve("machine");
        Path file = folder.resolve("carried.update");
        foundBoard();
        done(
                machine,
                "network",
                "org",
                "prepare",
                "Remote",
                "--from",
                net.resolve("Org02").toString());
        String msp = machine.resolve("Remote/msp").toString();
        String[] add = {"network", "org", "add", "Remote", "--msp", msp, "--file", file.toString()};

        assertThat(refused(part("Org01"), add)).contains("1 of the 3 votes that decide, by [Org01]");
        assertThat(file).doesNotExist();
        draftWithoutTheBoard(file);
        for (String step : List.of("sign", "submit")) {
            assertThat(refused(part("Org02"), "network", "update", step, file.toString()))
                    .contains("Remote would enter the channel and is no member on the ledger");
        }

        boardVotes("Org02", "admit");
        boardVotes("Org03", "admit");
        assertThat(refused(part("Org01"), add)).contains("1 of the 3 needed, signed by [Org01]");
        assertThat(refused(part("Org02"), "network", "update", "submit", file.toString()))
                .contains("signatures are missing");
        signed(file, "Org02", "Org03");
        done(part("Org03"), "network", "update", "submit", file.toString());

        Path own = machine.resolve("Remote");
        String snapshot = done(part("Org02"), "network", "snapshot", "Org02").strip();
        String[] host = {"network", "host", "add", "Remote", "--snapshot", snapshot, "--file", file.toString()};
        parts.add(open(own));
        assertThat(refused(own, host)).contains("signatures are missing");
        signed(file, "Org01", "Org02", "Org03");
        done(part("Org01"), "network", "update", "submit", file.toString());
        assertThat(done(own, host)).contains("Remote");
        for (String founder : List.of("Org02", "Org03", "Org04", "Org05")) {
            assertThat(done(part(founder), "network", "sync")).contains("Remote at 127.0.0.1");
        }
        assertThat(done(own, "network", "status")).contains("6 members");
        assertThat(vote(own, "Remote", BoardQuestion.SUSPEND, "Org05").code()).isEqualTo(Code.OK);

        String[] remove = {"network", "org", "remove", "Remote", "--file", file.toString()};
        assertThat(refused(part("Org01"), remove)).contains("1 of the 3 votes");
        boardVotes("Org02", "expel");
        boardVotes("Org03", "expel");
        assertThat(refused(part("Org01"), remove)).contains("signatures are missing");
        signed(file, "Org02", "Org03", "Org04");
        done(part("Org04"), "network", "update", "submit", file.toString());
        for (String founder : List.of("Org01", "Org02", "Org03", "Org05")) {
            done(part(founder), "network", "sync");
        }

        long left = height(net);
        assertThat(vote("Org01", BoardQuestion.SUSPEND, "Org05").code()).isEqualTo(Code.OK);
        assertThat(vote("Org02", BoardQuestion.SUSPEND, "Org05").code()).isEqualTo(Code.OK);
        assertThat(height(net)).isGreaterThan(left);
        assertThat(height(own)).isLessThanOrEqualTo(left);
        // Its own peer still knows that the board expelled it; the others' peers do not even speak with it.
        assertThatThrownBy(() -> vote(own, "Remote", BoardQuestion.EXPEL, "Org05"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Remote is no member of the consortium");
        assertNobodySpeaksWith(open(own).organization("Remote").enrolment("board"));
    }

    private void foundBoard() {
        done("board", "found", "--home", part("Org01").toString(), "--members", "Org01,Org02,Org03,Org04,Org05");
    }

    private void boardVotes(String seat, String question) {
        done("board", "vote", question, "Remote", "--home", part(seat).toString());
    }

    /** By the others' gateways: what stands at the ports of its own, once it is stopped, is nobody's promise. */
    private void assertNobodySpeaksWith(Enrolment seat) {
        try (Ledger stranger = FabricLedger.connect(
                FabricProfiles.of(open(net), "Org01"),
                seat,
                ClientLimits.DEFAULT,
                new ClientEnvironment(InstantSource.system(), new SecureRandom(), new SecureRandom(), Runnable::run))) {
            assertThatThrownBy(() -> stranger.expel(new Command.Expel(new MemberId("Org05"))))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining("the board to admit your organization");
        }
    }

    /** The administrators of these organizations sign one after the other, each on its own machine. */
    private void signed(Path file, String... mspIds) {
        for (String mspId : mspIds) {
            assertThat(done(part(mspId), "network", "update", "sign", file.toString()))
                    .contains(mspId);
        }
        done(part(mspIds[0]), "network", "update", "show", file.toString());
    }

    /** As somebody would make it who does not ask the board. */
    private void draftWithoutTheBoard(Path file) throws IOException {
        FabricNetwork network = open(part("Org01"));
        Newcomer newcomer =
                Newcomer.found(folder.resolve("machine"), "Remote", network.organization("Org01"), environment());
        new ChannelAdministration(network, InstantSource.system(), new SecureRandom())
                .draft(List.of(new AddOrganization(newcomer.definition(), List.of())))
                .write(file);
    }

    private static NetworkLedger ledger(Path dir) {
        return new NetworkLedger(open(dir), InstantSource.system(), new SecureRandom());
    }

    private Receipt vote(String seat, BoardQuestion question, String about) {
        return vote(net, seat, question, about);
    }

    private static Receipt vote(Path dir, String seat, BoardQuestion question, String about) {
        try (NetworkLedger ledger = ledger(dir)) {
            return ledger.board(seat).submit(question.vote(new MemberId(about)));
        }
    }

    private List<MemberId> votes(BoardQuestion question, String about) {
        try (NetworkLedger ledger = ledger(net)) {
            return Board.of(ledger, List.of())
                    .standing(question, new MemberId(about))
                    .votes();
        }
    }

    private static long height(Path dir) {
        return open(dir).status().hosts().stream()
                .mapToLong(host -> host.peerHeight())
                .max()
                .orElseThrow();
    }

    private Path part(String mspId) {
        return net.resolve(mspId);
    }

    private static FabricNetwork open(Path dir) {
        return FabricNetwork.open(dir, environment());
    }

    private static FabricNetwork.Environment environment() {
        return new FabricNetwork.Environment(
                FabricPrograms.find(Optional.empty(), String.valueOf(System.getenv("PATH"))),
                ContractPrograms.credence(),
                InstantSource.system(),
                new SecureRandom(),
                step -> {});
    }

    private static String done(Path dir, String... arguments) {
        return done(with(dir, arguments));
    }

    private static String done(String... arguments) {
        Invocation call = Invocation.of(arguments);
        assertThat(call.exitCode())
                .as("%s%n%s%n%s", List.of(arguments), call.out(), call.err())
                .isEqualTo(ExitCode.OK);
        return call.out();
    }

    /** What it said when it ended with the code for what was refused. */
    private static String refused(Path dir, String... arguments) {
        Invocation call = Invocation.of(with(dir, arguments));
        assertThat(call.exitCode())
                .as("%s%n%s%n%s", List.of(arguments), call.out(), call.err())
                .isEqualTo(ExitCode.FAILED);
        return call.err();
    }

    private static String[] with(Path dir, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--dir";
        all[arguments.length + 1] = dir.toString();
        return all;
    }
}

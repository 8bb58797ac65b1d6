package org.credence.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Deadlines;
import org.credence.protocol.Digest;
import org.credence.protocol.Event;
import org.credence.protocol.FlagKind;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Membership;
import org.credence.protocol.Reply;
import org.credence.protocol.Role;
import org.credence.protocol.Settlement;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateQuery;
import org.credence.protocol.StudyId;
import org.credence.protocol.TxContext;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.encoding.Facts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredenceChaincodeTest {
    private static final StudyId STUDY = new StudyId("S");
    private static final Digest HASH = Digest.sha256("hash".getBytes(StandardCharsets.UTF_8));
    private static final List<MemberId> MEMBERS =
            List.of(new MemberId("A"), new MemberId("B"), new MemberId("C"), new MemberId("D"));
    private static final Command CHARTER = new Command.InitCharter(MEMBERS, 2, List.of());

    @TempDir
    private static Path folder;

    private static Creators creators;

    private MemoryPeer peer;

    @BeforeAll
    static void enrol() {
        creators = new Creators(folder);
    }

    @BeforeEach
    void foundTheConsortium() {
        peer = new MemoryPeer(creators, new CredenceChaincode());
        done("A", Role.BOARD, CHARTER);
    }

    @Test
    void answersWithTheCodeAndTheEvent() {
        MemoryPeer.Simulation simulation = send("A", Role.MEMBER, proposal());

        assertThat(text(simulation.response().getPayload())).isEqualTo("{\"code\":\"OK\",\"words\":\"\"}");
        assertThat(simulation.event()).isEqualTo("StudyProposed");
        assertThat(CanonicalJson.decode(simulation.payload().toByteArray(), Event.StudyProposed.class))
                .isEqualTo(new Event.StudyProposed(STUDY, new MemberId("A"), HASH));
    }

    @Test
    void refusesInWordsAndWritesNothing() {
        MemoryPeer.Simulation simulation = send("A", Role.BOARD, proposal());

        assertThat(simulation.response().getStatusCode()).isEqualTo(500);
        assertThat(simulation.response().getMessage())
                .isEqualTo("WRONG_ROLE: this call needs a certificate with credence.role=member, was board");
        assertThat(simulation.writes()).isEmpty();
        assertThat(simulation.event()).isNull();
    }

    @Test
    void takesARoleFromTheCertificateAlone() {
        MemoryPeer.Simulation simulation =
                peer.simulate(creators.of("A", "none"), 1000, "proposeStudy", CanonicalJson.encodeText(proposal()));

        assertThat(simulation.response().getMessage()).startsWith("WRONG_ROLE: ");
    }

    @Test
    void refusesStrangersAndCreatorsWithoutACertificate() {
        assertThat(send("X", Role.MEMBER, proposal()).response().getMessage()).startsWith("NOT_A_MEMBER: X ");
        assertThat(peer.simulate(new byte[] {1, 2, 3}, 1000, "startStudy", "{\"study\":\"S\"}")
                        .response()
                        .getMessage())
                .startsWith("NOT_A_MEMBER: the creator is no X.509 certificate");
    }

    @Test
    void refusesWhatIsNoCommand() {
        assertThat(message("startStudy", "{\"study\": \"S\"}"))
                .startsWith("BAD_ARGUMENT: the argument of startStudy: not canonical");
        assertThat(message("startStudy", "{}"))
                .isEqualTo("BAD_ARGUMENT: the argument of startStudy: $: a StartStudy must have the field 'study'");
        assertThat(message("stopStudy", "{}"))
                .startsWith("BAD_ARGUMENT: no function is named 'stopStudy'; there are [abortStudy, ");
        assertThat(message("startStudy"))
                .startsWith("BAD_ARGUMENT: a call is a function and one argument, were 1 parts");
        assertThat(message("startStudy", "{}", "{}")).startsWith("BAD_ARGUMENT: ");
    }

    @Test
    void aResendIsOkAndWritesNothing() {
        start();
        done("A", Role.MEMBER, commit("A", HASH));

        MemoryPeer.Simulation again = send("A", Role.MEMBER, commit("A", HASH));

        assertThat(reply(again)).isEqualTo(new Reply(Code.OK_NOOP, "this update of A for round 0 is on record"));
        assertThat(again.writes()).isEmpty();
    }

    @Test
    void equivocationIsATransactionThatWritesAFlag() {
        start();
        done("A", Role.MEMBER, commit("A", HASH));

        MemoryPeer.Simulation other = send("A", Role.MEMBER, commit("A", Digest.sha256(new byte[0])));

        assertThat(reply(other).code()).isEqualTo(Code.ALREADY_COMMITTED);
        assertThat(other.writes())
                .containsOnlyKeys(Keys.flag(STUDY, new MemberId("A"), FlagKind.EQUIVOCATION, 0)
                        .ledgerKey());
    }

    @Test
    void twoPeersWriteTheSameBytes() {
        byte[] creator = creators.of("A", "member");
        String argument = CanonicalJson.encodeText(proposal());
        MemoryPeer other = new MemoryPeer(creators, new CredenceChaincode());
        other.state().putAll(peer.state());

        MemoryPeer.Simulation one = peer.simulate(creator, 1000, "proposeStudy", argument);
        MemoryPeer.Simulation two = other.simulate(creator, 1000, "proposeStudy", argument);

        assertThat(one.writes()).hasSize(3).containsExactlyEntriesOf(two.writes());
        assertThat(one.payload()).isEqualTo(two.payload());
        assertThat(one.response().getPayload()).isEqualTo(two.response().getPayload());
    }

    @Test
    void timeIsWholeSecondsOfTheTransaction() {
        done("A", Role.MEMBER, proposal());

        assertThat(peer.state().get(Keys.study(STUDY).ledgerKey()).toStringUtf8())
                .contains("\"opened\":1000,");
    }

    @Test
    void tellsOneFactOrAllOfAKind() {
        Facts one = query(StateQuery.of(Keys.member(new MemberId("B"))));
        Facts all = query(StateQuery.of(StateKind.MEMBER));

        var active = new Membership(Membership.Status.ACTIVE, 0);
        assertThat(one.entries(StateKind.MEMBER))
                .extracting(entry -> entry.value())
                .containsExactly(active);
        assertThat(all.entries(StateKind.MEMBER))
                .extracting(entry -> entry.key().attribute(0))
                .containsExactly("A", "B", "C", "D");
        assertThat(query(StateQuery.of(Keys.charter())).facts()).hasSize(1);
        assertThat(query(StateQuery.of(Keys.terms(STUDY))).facts()).isEmpty();
    }

    @Test
    void refusesQueriesForWhatIsNoFact() {
        assertThat(message("query", "{\"attributes\":[],\"kind\":\"other\"}")).startsWith("BAD_ARGUMENT: other ");
        assertThat(message("query", "{\"attributes\":[\"A\",\"B\"],\"kind\":\"member\"}"))
                .startsWith("BAD_ARGUMENT: member with 2 attributes");
        assertThat(message("query", "{\"attributes\":[\"\\u0000\"],\"kind\":\"member\"}"))
                .startsWith("BAD_ARGUMENT: the argument of query: $: attributes of keys are ASCII");
        assertThat(message("query", "")).startsWith("BAD_ARGUMENT: ");
    }

    private void start() {
        done("A", Role.MEMBER, proposal());
        done("A", Role.BOARD, new Command.ApproveStudy(STUDY));
        done("B", Role.BOARD, new Command.ApproveStudy(STUDY));
        MEMBERS.forEach(member -> done(member.value(), Role.MEMBER, new Command.Enrol(STUDY, HASH)));
        done("A", Role.MEMBER, new Command.StartStudy(STUDY));
    }

    private static Command proposal() {
        return new Command.ProposeStudy(
                STUDY, HASH, HASH, 1, List.of(100L), 1, 10, 0, 0, Settlement.LEDGER, new Deadlines(1, 1, 1, 1, 1));
    }

    private static Command commit(String org, Digest update) {
        return new Command.CommitUpdate(STUDY, 0, HASH, update, 50, 10, List.of(new MemberId(org)));
    }

    private MemoryPeer.Simulation send(String org, Role role, Command command) {
        return peer.submit(
                new TxContext(new MemberId(org), role, org, 1000),
                command.function(),
                CanonicalJson.encodeText(command));
    }

    private void done(String org, Role role, Command command) {
        MemoryPeer.Simulation simulation = send(org, role, command);
        assertThat(simulation.response().getMessage()).isNull();
        assertThat(reply(simulation).code()).isEqualTo(Code.OK);
    }

    private String message(String... call) {
        MemoryPeer.Simulation simulation = peer.simulate(creators.of("A", "member"), 1000, call);
        assertThat(simulation.response().getStatusCode()).isEqualTo(500);
        assertThat(simulation.writes()).isEmpty();
        return simulation.response().getMessage();
    }

    private Facts query(StateQuery query) {
        MemoryPeer.Simulation simulation =
                peer.simulate(creators.of("A", "auditor"), 1000, StateQuery.FUNCTION, CanonicalJson.encodeText(query));
        assertThat(simulation.writes()).isEmpty();
        return CanonicalJson.decode(simulation.response().getPayload(), Facts.class);
    }

    private static Reply reply(MemoryPeer.Simulation simulation) {
        return CanonicalJson.decode(simulation.response().getPayload(), Reply.class);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

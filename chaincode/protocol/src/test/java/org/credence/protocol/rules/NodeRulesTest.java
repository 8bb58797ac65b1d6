package org.credence.protocol.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Event;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.NodeAddress;
import org.credence.protocol.NodeRecord;
import org.credence.protocol.Outcome;
import org.credence.protocol.Role;
import org.credence.protocol.TlsRoot;
import org.credence.protocol.trace.NodeKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NodeRulesTest {
    private static final MemberId A = new MemberId("A");
    private static final MemberId NEW = new MemberId("F");

    private final RulesLedger ledger = RulesLedger.of(4);

    @Test
    void aRecordHoldsWhatWasRegisteredAndWhen() {
        Command.RegisterNode command = registration("https://a.example:8443", "root two", "root one");
        ledger.pass(77);

        Outcome outcome = ledger.send("A", Role.MEMBER, command);

        assertThat(outcome.code()).isEqualTo(Code.OK);
        assertThat(outcome.event()).isEqualTo(new Event.NodeRegistered(A, command.address()));
        NodeRecord record = ledger.state().get(Keys.node(A));
        assertThat(record.says(command)).isTrue();
        assertThat(record.registered()).isEqualTo(ledger.now());
        assertThat(record.tlsRoots())
                .isSorted()
                .containsExactlyInAnyOrder(NodeKeys.root("root one"), NodeKeys.root("root two"));
    }

    @Test
    void theSameRegistrationLaterChangesNothing() {
        ledger.done("A", Role.MEMBER, registration("https://a.example:8443", "root one"));
        NodeRecord before = ledger.state().get(Keys.node(A));
        ledger.pass(1000);

        Outcome again = ledger.send("A", Role.MEMBER, registration("https://a.example:8443", "root one", "root one"));

        assertThat(again.code()).isEqualTo(Code.OK_NOOP);
        assertThat(again.writes()).isEmpty();
        assertThat(ledger.state().get(Keys.node(A))).isEqualTo(before);
    }

    @Test
    void anOrganizationThatIsNoMemberMayRegisterButItsNodeCountsOnceItIsAdmitted() {
        ledger.done("F", Role.MEMBER, registration("https://f.example:8443", "root one"));
        assertThat(NodeDirectory.nodeOf(ledger.state(), NEW)).isEmpty();
        assertThat(NodeDirectory.nodes(ledger.state())).isEmpty();

        ledger.done("A", Role.BOARD, new Command.Admit(NEW));
        ledger.done("B", Role.BOARD, new Command.Admit(NEW));

        assertThat(NodeDirectory.nodeOf(ledger.state(), NEW)).isPresent();
        assertThat(NodeDirectory.nodes(ledger.state())).containsOnlyKeys(NEW);
    }

    @Test
    void aSuspendedMembersNodeDoesNotCountAndMayBeCorrected() {
        var five = RulesLedger.of(5);
        var e = new MemberId("E");
        five.done("E", Role.MEMBER, registration("https://e.example:8443", "root one"));
        five.done("A", Role.BOARD, new Command.Suspend(e));
        five.done("B", Role.BOARD, new Command.Suspend(e));
        assertThat(NodeDirectory.nodes(five.state())).isEmpty();

        five.done("E", Role.MEMBER, registration("https://e.example:9443", "root two"));

        assertThat(NodeDirectory.nodes(five.state())).isEmpty();
        five.done("A", Role.BOARD, new Command.Reinstate(e));
        five.done("B", Role.BOARD, new Command.Reinstate(e));
        assertThat(NodeDirectory.nodeOf(five.state(), e))
                .hasValueSatisfying(node -> assertThat(node.address().port()).isEqualTo(9443));
    }

    @Test
    void anExpelledOrganizationIsRefusedBeforeItsRoleIsLookedAt() {
        var five = RulesLedger.of(5);
        five.done("E", Role.MEMBER, registration("https://e.example:8443", "root one"));
        five.done("A", Role.BOARD, new Command.Expel(new MemberId("E")));
        five.done("B", Role.BOARD, new Command.Expel(new MemberId("E")));

        Outcome outcome = five.send("E", Role.OWNER, registration("https://e.example:8443", "root one"));

        assertThat(outcome.code()).isEqualTo(Code.NOT_A_MEMBER);
        assertThat(outcome.words()).contains("E was expelled");
        assertThat(NodeDirectory.nodes(five.state())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"BOARD", "AUDITOR", "OWNER", "NONE"})
    void otherRolesDoNotRegisterNodes(Role role) {
        assertThat(ledger.send("A", role, registration("https://a.example:8443"))
                        .code())
                .isEqualTo(Code.WRONG_ROLE);
    }

    @Test
    void aNodeHasOneToFourRoots() {
        Outcome none = ledger.send("A", Role.MEMBER, registration("https://a.example:8443"));
        Outcome five = ledger.send(
                "A",
                Role.MEMBER,
                registration("https://a.example:8443", "root one", "root two", "root three", "root four", "root five"));

        assertThat(none.message()).isEqualTo("BAD_ARGUMENT: tlsRoots must be 1 to 4 certificates, were 0");
        assertThat(five.message()).isEqualTo("BAD_ARGUMENT: tlsRoots must be 1 to 4 certificates, were 5");
    }

    @Test
    void aRootIsValidWhenItIsRegistered() {
        Outcome early = ledger.send("A", Role.MEMBER, registration("https://a.example:8443", "root of 2090"));

        assertThat(early.message())
                .startsWith("BAD_ARGUMENT: the TLS root ")
                .endsWith(
                        "is valid from 2090-01-01T00:00:00Z to 2099-01-01T00:00:00Z, the transaction is of 1970-01-01T00:16:40Z; register one that is valid");
        ledger.pass(4_080_000_000L);
        Outcome late = ledger.send("A", Role.MEMBER, registration("https://a.example:8443", "root of 2090"));
        assertThat(late.code()).isEqualTo(Code.BAD_ARGUMENT);
    }

    static Command.RegisterNode registration(String address, String... roots) {
        List<TlsRoot> trusted = Stream.of(roots).map(NodeKeys::root).toList();
        return new Command.RegisterNode(
                new NodeAddress(address),
                trusted,
                NodeKeys.signing("signing one"),
                NodeKeys.agreement("agreement one"));
    }
}

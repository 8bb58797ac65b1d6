package org.credence.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.credence.ledger.Ledger;
import org.credence.ledger.NotAuthorizedException;
import org.credence.network.fabric.config.AddOrganization;
import org.credence.network.fabric.config.BoardCheck;
import org.credence.network.fabric.config.CarriedUpdate;
import org.credence.network.fabric.config.ChannelConfiguration;
import org.credence.network.fabric.config.ConfigBlock;
import org.credence.network.fabric.config.ConfigChange;
import org.credence.network.fabric.config.EnforceRevocations;
import org.credence.network.fabric.config.RemoveOrganization;
import org.credence.network.fabric.config.ReplaceRoots;
import org.credence.network.fabric.config.UpdateRefusedException;
import org.credence.network.fabric.config.UpdateRefusedException.Reason;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.network.identity.Organization;
import org.credence.network.identity.Role;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateKind;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.rules.LedgerState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Changes of the channel on a real network of four hosts and three members, which the tests share; each has organizations of its own. */
@Timeout(300)
final class ChannelConfigurationIT {
    private static final List<String> FOUNDERS = TestFabric.members(7);
    private static final PortRange PORTS = new PortRange();

    @TempDir
    private static Path folder;

    private static FabricNetwork network;
    private static ChannelChanges channel;
    private final List<Ledger> clients = new ArrayList<>();
    private final List<JoiningHost> joining = new ArrayList<>();

    @BeforeAll
    static void found() {
        FabricPrograms programs = TestFabric.require();
        NetworkPlan plan =
                NetworkPlan.local(TestFabric.CHANNEL, TestFabric.CONTRACT, FOUNDERS, NetworkPlan.LEAST_HOSTS, PORTS);
        network = FabricNetwork.found(folder.resolve("network"), plan, TestFabric.environment(programs));
        network.up();
        channel = new ChannelChanges(network);
        try (Ledger board = connect(channel.issue("Org01", IssueRequest.client("founder", Role.BOARD)))) {
            List<MemberId> members = FOUNDERS.stream().map(MemberId::new).toList();
            board.initCharter(new Command.InitCharter(members, 3, List.of()));
        }
    }

    @AfterAll
    static void down() {
        if (network != null) {
            network.down();
        }
    }

    @AfterEach
    void stop() {
        clients.forEach(Ledger::close);
        joining.forEach(JoiningHost::stop);
    }

    @Test
    void aRevokedCertificateIsRefusedWhenTheListIsInForceAndOthersAreNot() {
        CertificateAuthority authority = channel.authority("Org05");
        Enrolment lost = authority.issue(IssueRequest.client("lost", Role.BOARD));
        Ledger thief = client(lost);
        Ledger colleague = client(authority.issue(IssueRequest.client("colleague", Role.BOARD)));
        assertThat(thief.read(Keys.charter())).isPresent();
        authority.revoke(lost);

        ConfigBlock block = channel.putInForce(new EnforceRevocations("Org05", authority.crl()), "Org05");

        channel.awaitPeers(block);
        assertThatThrownBy(() -> thief.suspend(new Command.Suspend(new MemberId("Org06"))))
                .isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> thief.read(Keys.charter())).isInstanceOf(NotAuthorizedException.class);
        assertThat(colleague.read(Keys.charter())).isPresent();
    }

    @Test
    void aHostsRevocationListComesIntoForceInBothGroupsAtOnce() {
        CertificateAuthority authority = channel.authority("Org02");
        authority.revoke(authority.issue(IssueRequest.client("lost")));

        ConfigBlock block = channel.putInForce(new EnforceRevocations("Org02", authority.crl()), "Org02");

        assertThat(block.configuration()
                        .organization("Org02")
                        .orElseThrow()
                        .definition()
                        .crls())
                .containsExactly(authority.crl());
        channel.awaitPeers(block);
        assertThat(network.status().isWell()).isTrue();
    }

    @Test
    void aMinorityAddsNobody() {
        Newcomer newcomer = newcomer("Minor");
        ConfigChange change = new AddOrganization(newcomer.definition(), List.of());
        CarriedUpdate update = channel.signed(channel.update(change), "Org01", "Org02", "Org06");

        assertThat(channel.count(update).isEnough()).isFalse();
        assertThatThrownBy(() -> channel.orderers("Org01").submit(update))
                .isInstanceOfSatisfying(
                        UpdateRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.POLICY_NOT_SATISFIED))
                .hasMessageContaining("signatures are missing");
        assertThat(channel.inForce().organization("Minor")).isEmpty();
    }

    @Test
    void anUpdateThatWasMadeBeforeAnotherIsOutdated() {
        Newcomer first = newcomer("First");
        Newcomer second = newcomer("Second");
        CarriedUpdate late =
                channel.signed(channel.update(new AddOrganization(second.definition(), List.of())), channel.majority());
        channel.putInForce(new AddOrganization(first.definition(), List.of()), channel.majority());

        assertThatThrownBy(() -> channel.orderers("Org01").submit(late))
                .isInstanceOfSatisfying(
                        UpdateRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.OUTDATED));
        channel.putInForce(new RemoveOrganization("First"), channel.majority());
    }

    @Test
    void whomTheBoardAdmitsAndTheMajorityAddsCanWriteAndWhoIsRemovedCannot() {
        Newcomer newcomer = newcomer("Clinic");
        var member = new MemberId("Clinic");
        ConfigChange add = new AddOrganization(newcomer.definition(), List.of());
        Enrolment seat = CertificateAuthority.open(
                        newcomer.folder().authority(), InstantSource.system(), new SecureRandom())
                .issue(IssueRequest.client("board", Role.BOARD));
        List<Ledger> board = List.of(
                client(channel.issue("Org01", IssueRequest.client("board", Role.BOARD))),
                client(channel.issue("Org02", IssueRequest.client("board", Role.BOARD))),
                client(channel.issue("Org03", IssueRequest.client("board", Role.BOARD))));
        assertThat(undecided(board.get(0), add).get(0)).contains("the board has to admit it first");
        assertThatThrownBy(() -> client(seat).read(Keys.charter())).isInstanceOf(NotAuthorizedException.class);

        board.forEach(vote -> vote.admit(new Command.Admit(member)));
        assertThat(undecided(board.get(0), add)).isEmpty();
        channel.awaitPeers(channel.putInForce(add, channel.majority()));
        Ledger clinic = client(seat);

        assertThat(clinic.suspend(new Command.Suspend(new MemberId("Org04"))).code())
                .isEqualTo(Code.OK);

        var remove = new RemoveOrganization("Clinic");
        assertThat(undecided(board.get(0), remove).get(0)).contains("the board has to suspend or expel it first");
        board.forEach(vote -> vote.expel(new Command.Expel(member)));
        assertThat(undecided(board.get(0), remove)).isEmpty();
        channel.awaitPeers(channel.putInForce(remove, channel.majority()));

        assertThatThrownBy(() -> clinic.suspend(new Command.Suspend(new MemberId("Org03"))))
                .isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void aMemberChangesItsRootsInTwoSteps() {
        CertificateAuthority first = channel.authority("Org07");
        CertificateAuthority second = CertificateAuthority.create(
                folder.resolve("second"), "Org07", Lifetimes.DEFAULT, InstantSource.system(), new SecureRandom());
        Ledger old = client(first.issue(IssueRequest.client("old", Role.BOARD)));
        Enrolment renewed = second.issue(IssueRequest.client("renewed", Role.BOARD));
        Organization before = first.organization();
        Organization after = second.organization();
        var both = new Organization(
                "Org07",
                List.of(before.roots().get(0), after.roots().get(0)),
                List.of(before.tlsRoots().get(0), after.tlsRoots().get(0)),
                List.of(before.crls().get(0), after.crls().get(0)));

        channel.awaitPeers(channel.putInForce(new ReplaceRoots(both), "Org07"));
        Ledger next = client(renewed);
        assertThat(old.read(Keys.charter())).isPresent();
        assertThat(next.read(Keys.charter())).isPresent();

        channel.awaitPeers(channel.putInForce(new ReplaceRoots(after), "Org07"));
        assertThatThrownBy(() -> old.read(Keys.charter())).isInstanceOf(NotAuthorizedException.class);
        assertThat(next.read(Keys.charter())).isPresent();
    }

    @Test
    void aNewPeerJoinsFromTheFirstBlockAndAnotherFromASnapshot() {
        Newcomer whole = newcomer("Whole");
        Newcomer brief = newcomer("Brief");
        channel.putInForce(new AddOrganization(whole.definition(), List.of()), channel.majority());
        ConfigBlock added = channel.putInForce(new AddOrganization(brief.definition(), List.of()), channel.majority());
        channel.awaitPeers(added);

        JoiningHost first = joining(whole);
        first.startPeer(Optional.empty());
        first.awaitHeight(added.number() + 1);
        JoiningHost second = joining(brief);
        second.startPeer(Optional.of(network.snapshot("Org02")));
        assertThat(second.height().orElseThrow()).isGreaterThan(added.number());

        CertificateAuthority authority = channel.authority("Org06");
        authority.revoke(authority.issue(IssueRequest.client("lost")));
        ConfigBlock next = channel.putInForce(new EnforceRevocations("Org06", authority.crl()), "Org06");
        first.awaitHeight(next.number() + 1);
        second.awaitHeight(next.number() + 1);
    }

    private static Newcomer newcomer(String mspId) {
        return Newcomer.found(
                folder.resolve("newcomers"),
                mspId,
                network.organization("Org01"),
                TestFabric.environment(TestFabric.require()));
    }

    /** On a machine of its own, where there is nothing but its folder. */
    private JoiningHost joining(Newcomer newcomer) {
        newcomer.settle(network.organization("Org01"));
        JoiningHost host = FabricNetwork.open(newcomer.folder().root(), TestFabric.environment(TestFabric.require()))
                .joining(new Host(newcomer.folder().mspId(), "127.0.0.1", "127.0.0.1", PORTS.next()));
        joining.add(host);
        return host;
    }

    private static List<String> undecided(Ledger reader, ConfigChange change) {
        ChannelConfiguration before = channel.inForce();
        return new BoardCheck(state(reader)).undecided(before, change.applyTo(before));
    }

    /** What the ledger says about membership. */
    private static LedgerState state(Ledger reader) {
        var state = new LedgerState();
        reader.readAll(StateKind.MEMBER)
                .forEach(entry -> state.apply(entry.key().ledgerKey(), CanonicalJson.encode(entry.value())));
        reader.readAll(StateKind.CHARTER)
                .forEach(entry -> state.apply(entry.key().ledgerKey(), CanonicalJson.encode(entry.value())));
        return state;
    }

    private Ledger client(Enrolment enrolment) {
        Ledger client = connect(enrolment);
        clients.add(client);
        return client;
    }

    private static Ledger connect(Enrolment enrolment) {
        return channel.connect("Org01", enrolment);
    }
}

package org.credence.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.credence.ledger.Ledger;
import org.credence.ledger.NotAuthorizedException;
import org.credence.ledger.fabric.ClientEnvironment;
import org.credence.ledger.fabric.ClientLimits;
import org.credence.ledger.fabric.ConnectionProfile;
import org.credence.ledger.fabric.FabricLedger;
import org.credence.network.fabric.config.AddOrganization;
import org.credence.network.fabric.config.AppliedUpdate;
import org.credence.network.fabric.config.BoardCheck;
import org.credence.network.fabric.config.CarriedUpdate;
import org.credence.network.fabric.config.ChannelConfiguration;
import org.credence.network.fabric.config.ChannelOrderers;
import org.credence.network.fabric.config.ChannelSigner;
import org.credence.network.fabric.config.ConfigBlock;
import org.credence.network.fabric.config.ConfigChange;
import org.credence.network.fabric.config.EnforceRevocations;
import org.credence.network.fabric.config.OrdererAccess;
import org.credence.network.fabric.config.OrdererAddress;
import org.credence.network.fabric.config.RemoveOrganization;
import org.credence.network.fabric.config.SignatureCount;
import org.credence.network.fabric.config.UpdateRefusedException;
import org.credence.network.fabric.config.UpdateRefusedException.Reason;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;
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

/** Changes of the channel on a real network of four hosts and two members, which the tests share; each has organizations of its own. */
@Timeout(300)
final class ChannelConfigurationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> FOUNDERS = TestFabric.members(6);
    private static final PortRange PORTS = new PortRange();

    @TempDir
    private static Path folder;

    private static FabricNetwork network;
    private final List<Ledger> clients = new ArrayList<>();
    private final List<Newcomer> newcomers = new ArrayList<>();

    @BeforeAll
    static void found() {
        FabricPrograms programs = TestFabric.require();
        NetworkPlan plan =
                NetworkPlan.local(TestFabric.CHANNEL, TestFabric.CONTRACT, FOUNDERS, NetworkPlan.LEAST_HOSTS, PORTS);
        network = FabricNetwork.found(folder.resolve("network"), plan, TestFabric.environment(programs));
        network.up();
        try (Ledger board = connect(issue("Org01", IssueRequest.client("founder", Role.BOARD)))) {
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
        newcomers.forEach(Newcomer::stop);
    }

    @Test
    void aRevokedCertificateIsRefusedWhenTheListIsInForceAndOthersAreNot() {
        CertificateAuthority authority = authority("Org05");
        Enrolment lost = authority.issue(IssueRequest.client("lost", Role.BOARD));
        Ledger thief = client(lost);
        Ledger colleague = client(authority.issue(IssueRequest.client("colleague", Role.BOARD)));
        assertThat(thief.read(Keys.charter())).isPresent();
        authority.revoke(lost);

        ConfigBlock block = putInForce(new EnforceRevocations("Org05", authority.crl()), "Org05");

        awaitPeers(block);
        assertThatThrownBy(() -> thief.suspend(new Command.Suspend(new MemberId("Org06"))))
                .isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> thief.read(Keys.charter())).isInstanceOf(NotAuthorizedException.class);
        assertThat(colleague.read(Keys.charter())).isPresent();
    }

    @Test
    void aHostsRevocationListComesIntoForceInBothGroupsAtOnce() {
        CertificateAuthority authority = authority("Org02");
        authority.revoke(authority.issue(IssueRequest.client("lost")));

        ConfigBlock block = putInForce(new EnforceRevocations("Org02", authority.crl()), "Org02");

        assertThat(block.configuration()
                        .organization("Org02")
                        .orElseThrow()
                        .definition()
                        .crls())
                .containsExactly(authority.crl());
        awaitPeers(block);
        assertThat(network.status().isWell()).isTrue();
    }

    @Test
    void aMinorityAddsNobody() {
        Newcomer newcomer = newcomer("Minor");
        ConfigChange change = new AddOrganization(newcomer.definition(), newcomer.anchorPeers());
        CarriedUpdate update = signed(update(change), "Org01", "Org02", "Org06");

        assertThat(count(update).isEnough()).isFalse();
        assertThatThrownBy(() -> orderers("Org01").submit(update))
                .isInstanceOfSatisfying(
                        UpdateRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.POLICY_NOT_SATISFIED))
                .hasMessageContaining("signatures are missing");
        assertThat(inForce().organization("Minor")).isEmpty();
    }

    @Test
    void anUpdateThatWasMadeBeforeAnotherIsOutdated() {
        Newcomer first = newcomer("First");
        Newcomer second = newcomer("Second");
        CarriedUpdate late = majority(update(new AddOrganization(second.definition(), second.anchorPeers())));
        putInForce(new AddOrganization(first.definition(), first.anchorPeers()), majority());

        assertThatThrownBy(() -> orderers("Org01").submit(late))
                .isInstanceOfSatisfying(
                        UpdateRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.OUTDATED));
        putInForce(new RemoveOrganization("First"), majority());
    }

    @Test
    void whomTheBoardAdmitsAndTheMajorityAddsCanWriteAndWhoIsRemovedCannot() {
        Newcomer newcomer = newcomer("Clinic");
        var member = new MemberId("Clinic");
        ConfigChange add = new AddOrganization(newcomer.definition(), newcomer.anchorPeers());
        Enrolment seat = CertificateAuthority.open(
                        newcomer.folder().authority(), InstantSource.system(), new SecureRandom())
                .issue(IssueRequest.client("board", Role.BOARD));
        List<Ledger> board = List.of(
                client(issue("Org01", IssueRequest.client("board", Role.BOARD))),
                client(issue("Org02", IssueRequest.client("board", Role.BOARD))),
                client(issue("Org03", IssueRequest.client("board", Role.BOARD))));
        assertThat(undecided(board.get(0), add).get(0)).contains("the board has to admit it first");
        assertThatThrownBy(() -> client(seat).read(Keys.charter())).isInstanceOf(NotAuthorizedException.class);

        board.forEach(vote -> vote.admit(new Command.Admit(member)));
        assertThat(undecided(board.get(0), add)).isEmpty();
        awaitPeers(putInForce(add, majority()));
        Ledger clinic = client(seat);

        assertThat(clinic.suspend(new Command.Suspend(new MemberId("Org04"))).code())
                .isEqualTo(Code.OK);

        var remove = new RemoveOrganization("Clinic");
        assertThat(undecided(board.get(0), remove).get(0)).contains("the board has to suspend or expel it first");
        board.forEach(vote -> vote.expel(new Command.Expel(member)));
        assertThat(undecided(board.get(0), remove)).isEmpty();
        awaitPeers(putInForce(remove, majority()));

        assertThatThrownBy(() -> clinic.suspend(new Command.Suspend(new MemberId("Org03"))))
                .isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void aNewPeerJoinsFromTheFirstBlockAndAnotherFromASnapshot() {
        Newcomer whole = newcomer("Whole");
        Newcomer brief = newcomer("Brief");
        putInForce(new AddOrganization(whole.definition(), whole.anchorPeers()), majority());
        ConfigBlock added = putInForce(new AddOrganization(brief.definition(), brief.anchorPeers()), majority());
        awaitPeers(added);

        whole.joinFromFirstBlock();
        whole.awaitHeight(added.number() + 1);
        Path snapshot = network.snapshot("Org02");
        brief.joinFromSnapshot(snapshot);
        assertThat(brief.height().orElseThrow()).isGreaterThan(added.number());

        CertificateAuthority authority = authority("Org06");
        authority.revoke(authority.issue(IssueRequest.client("lost")));
        ConfigBlock next = putInForce(new EnforceRevocations("Org06", authority.crl()), "Org06");
        whole.awaitHeight(next.number() + 1);
        brief.awaitHeight(next.number() + 1);
    }

    private static CertificateAuthority authority(String mspId) {
        return CertificateAuthority.open(
                network.organization(mspId).authority(), InstantSource.system(), new SecureRandom());
    }

    private static Enrolment issue(String mspId, IssueRequest request) {
        return authority(mspId).issue(request);
    }

    private Newcomer newcomer(String mspId) {
        var machine = new Host(mspId, "127.0.0.1", "127.0.0.1", PORTS.next());
        Newcomer newcomer = Newcomer.found(
                folder.resolve("newcomers"),
                network.plan(),
                machine,
                network.organization("Org01").genesis(),
                TestFabric.environment(TestFabric.require()));
        newcomers.add(newcomer);
        return newcomer;
    }

    private static ChannelOrderers orderers(String mspId) {
        ConfigBlock genesis = ConfigBlock.parse(
                ByteString.copyFrom(TextFile.read(network.organization(mspId).genesis())));
        return new ChannelOrderers(
                TestFabric.CHANNEL,
                OrdererAddress.of(genesis.configuration()),
                new OrdererAccess(
                        network.organization(mspId).enrolment("admin"),
                        new SecureRandom(),
                        InstantSource.system(),
                        PATIENCE));
    }

    private static ChannelConfiguration inForce() {
        return orderers("Org01").newest().configuration();
    }

    private static CarriedUpdate update(ConfigChange change) {
        ChannelConfiguration before = inForce();
        return CarriedUpdate.between(before, change.applyTo(before));
    }

    private static SignatureCount count(CarriedUpdate update) {
        return SignatureCount.of(inForce(), update, Instant.now());
    }

    private static CarriedUpdate signed(CarriedUpdate update, String... mspIds) {
        CarriedUpdate signed = update;
        for (String mspId : mspIds) {
            Enrolment admin = network.organization(mspId).enrolment("admin");
            signed = signed.signedBy(new ChannelSigner(admin.identity(), new SecureRandom()));
        }
        return signed;
    }

    /** All founders: newcomers of other tests may be on the channel, too. */
    private static String[] majority() {
        return FOUNDERS.toArray(String[]::new);
    }

    private static CarriedUpdate majority(CarriedUpdate update) {
        return signed(update, majority());
    }

    private static ConfigBlock putInForce(ConfigChange change, String... signers) {
        CarriedUpdate update = signed(update(change), signers);
        assertThat(count(update).missing()).isEmpty();
        assertThat(AppliedUpdate.on(inForce(), update.update()).summary()).isNotEmpty();
        return orderers("Org01").submit(update);
    }

    /** Returns when the peers have the block: until then they act on the configuration before it. */
    private static void awaitPeers(ConfigBlock block) {
        for (String host : network.hosts()) {
            network.awaitHeight(host, block.number() + 1);
        }
    }

    private static List<String> undecided(Ledger reader, ConfigChange change) {
        ChannelConfiguration before = inForce();
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
        Host host = network.plan().hosts().get(0);
        return FabricLedger.connect(
                ConnectionProfile.of(
                        host.peerEndpoint(),
                        TestFabric.CHANNEL,
                        TestFabric.CONTRACT,
                        authority(host.mspId()).organization().tlsRoots()),
                enrolment,
                ClientLimits.DEFAULT,
                new ClientEnvironment(InstantSource.system(), new SecureRandom(), new SecureRandom(), Runnable::run));
    }
}

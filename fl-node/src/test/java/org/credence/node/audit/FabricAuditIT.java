package org.credence.node.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.credence.ledger.Ledger;
import org.credence.ledger.fabric.BlockArchive;
import org.credence.ledger.fabric.ClientEnvironment;
import org.credence.ledger.fabric.ClientLimits;
import org.credence.ledger.fabric.ConnectionProfile;
import org.credence.ledger.fabric.FabricLedger;
import org.credence.ledger.fabric.GatewayEndpoint;
import org.credence.network.fabric.ContractProgram;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.FabricPrograms;
import org.credence.network.fabric.Host;
import org.credence.network.fabric.NetworkPlan;
import org.credence.network.fabric.PortRange;
import org.credence.network.fabric.config.AddOrganization;
import org.credence.network.fabric.config.CarriedUpdate;
import org.credence.network.fabric.config.ChannelOrderers;
import org.credence.network.fabric.config.ChannelSigner;
import org.credence.network.fabric.config.ConfigBlock;
import org.credence.network.fabric.config.ConfigChange;
import org.credence.network.fabric.config.EnforceRevocations;
import org.credence.network.fabric.config.OrdererAccess;
import org.credence.network.fabric.config.OrdererAddress;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.EnrolmentFolder;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.network.identity.Pem;
import org.credence.network.identity.Role;
import org.credence.node.cli.Invocation;
import org.credence.node.cli.local.LiveChannel;
import org.credence.node.evidence.RunFolder;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real Fabric, four hosts and a fifth member: a charter, a vote, an organization added to the channel, a certificate revoked. What any
 * host's peer delivers is audited, and compared with all of them.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FabricAuditIT {
    private static final List<String> MEMBERS = List.of("Alder", "Birch", "Cedar", "Dogwood", "Elm");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SecureRandom random = new SecureRandom();
    private final ExecutorService callbacks = Executors.newCachedThreadPool();
    private final ClientEnvironment environment =
            new ClientEnvironment(InstantSource.system(), random, random, callbacks);

    private Path folder = Path.of("");
    private Optional<FabricNetwork> network = Optional.empty();

    @BeforeAll
    void aConsortiumHasALedger(@TempDir Path place) throws Exception {
        folder = place;
        Assumptions.assumeTrue(
                FabricPrograms.present(System.getenv("PATH")),
                "skipped: peer, orderer, configtxgen and osnadmin of Hyperledger Fabric v3.1 or later are not on PATH");
        var programs = FabricPrograms.find(Optional.empty(), System.getenv("PATH"));
        var contract =
                ContractProgram.java("org.credence.contract.ChaincodeService", System.getProperty("java.class.path"));
        FabricNetwork made = FabricNetwork.found(
                folder.resolve("network"),
                NetworkPlan.local("credence", "credence", MEMBERS, NetworkPlan.LEAST_HOSTS, new PortRange()),
                new FabricNetwork.Environment(programs, contract, InstantSource.system(), random, line -> {}));
        network = Optional.of(made);
        made.up();
        List<MemberId> members = MEMBERS.stream().map(MemberId::new).toList();
        board("Alder", new Command.InitCharter(members, 2, List.of()));
        CertificateAuthority newcomer = CertificateAuthority.create(
                folder.resolve("newcomer"), "Fir", Lifetimes.DEFAULT, InstantSource.system(), random);
        board("Birch", new Command.Admit(new MemberId("Fir")));
        change(new AddOrganization(newcomer.organization(), List.of()), "Alder", "Cedar", "Elm");
        board("Elm", new Command.Admit(new MemberId("Fir")));
        CertificateAuthority cedar = authority("Cedar");
        cedar.revoke(cedar.issue(IssueRequest.client("leaver", Role.MEMBER)));
        change(new EnforceRevocations("Cedar", cedar.crl()), "Cedar");
        board("Dogwood", new Command.Suspend(new MemberId("Elm")));
    }

    @AfterAll
    void stop() {
        network.ifPresent(FabricNetwork::down);
        callbacks.shutdownNow();
    }

    private FabricNetwork network() {
        return network.orElseThrow();
    }

    private CertificateAuthority authority(String mspId) {
        return CertificateAuthority.open(network().organization(mspId).authority(), InstantSource.system(), random);
    }

    /** Reached at these hosts' peers alone. */
    private ConnectionProfile at(List<Host> hosts) {
        return new ConnectionProfile(
                "credence",
                "credence",
                hosts.stream()
                        .map(host -> GatewayEndpoint.of(
                                host.peerEndpoint(),
                                List.of(Pem.readCertificate(
                                        network().organization(host.mspId()).tlsRoot(host.mspId())))))
                        .toList());
    }

    private void board(String mspId, Command command) {
        Enrolment board = authority(mspId).issue(IssueRequest.client("board", Role.BOARD));
        try (Ledger ledger =
                FabricLedger.connect(at(network().plan().gateways(mspId)), board, ClientLimits.DEFAULT, environment)) {
            ledger.submit(command);
        }
    }

    private void change(ConfigChange change, String... signers) throws Exception {
        FabricNetwork own = network();
        ConfigBlock genesis = ConfigBlock.parse(
                ByteString.copyFrom(Files.readAllBytes(own.organization("Alder").genesis())));
        ChannelOrderers orderers = new ChannelOrderers(
                "credence",
                OrdererAddress.of(genesis.configuration()),
                new OrdererAccess(
                        own.organization(signers[0]).enrolment("admin"), random, InstantSource.system(), PATIENCE));
        ConfigBlock inForce = orderers.newest();
        CarriedUpdate update = CarriedUpdate.between(inForce.configuration(), change.applyTo(inForce.configuration()));
        for (String signer : signers) {
            update = update.signedBy(new ChannelSigner(
                    own.organization(signer).enrolment("admin").identity(), random));
        }
        orderers.submit(update);
    }

    private Enrolment auditor(String mspId) {
        return authority(mspId).issue(IssueRequest.client("auditor", Role.AUDITOR));
    }

    private byte[] delivered(Host host) throws IOException, InterruptedException {
        var content = new ByteArrayOutputStream();
        try (BlockArchive archive =
                BlockArchive.connect(at(List.of(host)), auditor("Alder"), ClientLimits.DEFAULT, environment)) {
            archive.copy(0, archive.height(), content);
        }
        return content.toByteArray();
    }

    private LedgerAudit audited(byte[] content, AuditLog log) throws IOException {
        Path run = Files.createTempDirectory(folder, "run");
        Path blocks = Files.write(Files.createDirectories(run.resolve("ledger")).resolve("blocks"), content);
        LedgerAudit audit = new LedgerAudit();
        audit.run(blocks, new Evidence(new RunFolder(run)), log);
        return audit;
    }

    private static Stream<Check> named(AuditLog log, String name) {
        return log.checks().stream().filter(check -> check.name().startsWith(name));
    }

    @Test
    void whatEachHostsPeerDeliversHolds() throws Exception {
        for (Host host : network().plan().hosts()) {
            AuditLog log = new AuditLog(AuditListener.NONE);
            LedgerAudit audit = audited(delivered(host), log);

            assertThat(named(log, "configurations of the channel"))
                    .extracting(Check::count)
                    .containsExactly(3L);
            assertThat(named(log, "calls that the rules"))
                    .extracting(Check::count)
                    .containsExactly(4L);
            assertThat(audit.configurations().get(2))
                    .extracting(it -> it.mspId())
                    .containsExactly("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir");
            assertThat(log.notes())
                    .extracting(Note::what)
                    .contains("contract credence is defined as version 1.0 (sequence 1); its calls need endorsements by"
                            + " OutOf(3,'Alder.peer','Birch.peer','Cedar.peer','Dogwood.peer')");
        }
    }

    private Path profile(String mspId) {
        Path file = network().organization(mspId).root().resolve("connection.json");
        at(network().plan().hosts()).write(file);
        return file;
    }

    private String endpoint(int host) {
        return network().plan().hosts().get(host).peerEndpoint();
    }

    @Test
    void theCommandAuditsALiveChannelAndComparesEveryPeer() {
        profile("Alder");

        Invocation audit =
                Invocation.of("audit", "--network", folder.resolve("network").toString());

        assertThat(audit.exitCode()).as("%s%n%s", audit.out(), audit.err()).isZero();
        assertThat(audit.out())
                .contains("anchor", "head", "3  configurations of the channel", "4  calls that the rules answer alike")
                .containsPattern("\nPASSED  [0-9,]+ things compared in [0-9]+ checks, on 1 files\n$");
        for (int host = 0; host < NetworkPlan.LEAST_HOSTS; host++) {
            assertThat(audit.out()).contains("blocks that " + endpoint(host) + " has alike");
        }
    }

    @Test
    void aRecordThatIsNotThePeersBlocksAndAPeerThatIsAwayAreFound() throws Exception {
        Path run = folder.resolve("cut");
        byte[] blocks = delivered(network().plan().hosts().get(0));
        Files.write(Files.createDirectories(run.resolve("ledger")).resolve("blocks"), blocks);
        Path identity = folder.resolve("identity");
        EnrolmentFolder.write(identity, authority("Birch").organization(), auditor("Birch"));
        Path away = folder.resolve("away.json");
        GatewayEndpoint first = at(network().plan().hosts()).gateways().get(0);
        new ConnectionProfile(
                        "credence",
                        "credence",
                        List.of(first, new GatewayEndpoint("127.0.0.1:1", "localhost", first.tlsRoots())))
                .write(away);

        Invocation audit = Invocation.of(
                "audit",
                run.toString(),
                "--profile",
                away.toString(),
                "--identity",
                identity.toString(),
                "--msp",
                "Birch",
                "--patience",
                "5");

        assertThat(audit.exitCode()).isEqualTo(1);
        assertThat(audit.out())
                .contains("blocks that " + endpoint(0) + " has alike")
                .containsPattern(
                        "FAILED  peers, 127\\.0\\.0\\.1:1: gave no blocks: .*127\\.0\\.0\\.1:1 cannot be reached");
    }

    @Test
    void blocksThatThePeersDoNotHaveAreFound() throws Exception {
        List<AuditedBlock> more =
                new ArrayList<>(audited(delivered(network().plan().hosts().get(0)), new AuditLog(AuditListener.NONE))
                        .blocks());
        more.set(2, new AuditedBlock(Digest.sha256(new byte[1]), new TreeSet<>()));
        try (var channel = new LiveChannel(at(network().plan().hosts()), auditor("Alder"), PATIENCE)) {
            assertThatThrownBy(() -> new PeerAudit(channel, PATIENCE).run(more, new AuditLog(AuditListener.NONE)))
                    .isInstanceOf(Disagreement.class)
                    .hasMessageContainingAll(
                            "peers: ", endpoint(0) + " has another block 2", endpoint(3) + " has another block 2");
        }
    }
}

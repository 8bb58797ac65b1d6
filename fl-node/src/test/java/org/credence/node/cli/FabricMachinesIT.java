package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.credence.ledger.Ledger;
import org.credence.ledger.fabric.ClientEnvironment;
import org.credence.ledger.fabric.ClientLimits;
import org.credence.ledger.fabric.ConnectionProfile;
import org.credence.ledger.fabric.FabricLedger;
import org.credence.network.fabric.DaemonProcess;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.FabricPrograms;
import org.credence.network.fabric.Host;
import org.credence.network.fabric.HostPorts;
import org.credence.network.fabric.NetworkPlan;
import org.credence.network.fabric.PortRange;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Role;
import org.credence.node.cli.local.ContractPrograms;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.MemberId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hosts file and four hosts, each under an address of its own, in a folder of its own, started by a command of its own at the same time,
 * as on four machines; a fifth member has no host. Real Fabric.
 */
@Timeout(400)
final class FabricMachinesIT {
    private static final List<String> HOSTS = List.of("Alder", "Birch", "Cedar", "Dogwood");
    private static final String MEMBER = "Elm";

    private final SecureRandom random = new SecureRandom();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final TreeMap<String, Path> machines = new TreeMap<>();

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireFabric() {
        Assumptions.assumeTrue(
                FabricPrograms.present(System.getenv("PATH")),
                "skipped: peer, orderer, configtxgen and osnadmin of Hyperledger Fabric v3.1 or later are not on PATH");
    }

    @AfterEach
    void stop() {
        HOSTS.stream().filter(machines::containsKey).forEach(host -> network("down", "--dir", place(host)));
        threads.shutdownNow();
    }

    private String place(String mspId) {
        return machines.get(mspId).toString();
    }

    private static Invocation network(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "network";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Invocation.of(all);
    }

    /** Hosts on 127.0.1.1 to 127.0.1.4, on ports that nobody uses on this machine. */
    private Path hostsFile() throws IOException {
        List<Host> free = NetworkPlan.local("any", "any", HOSTS, HOSTS.size(), new PortRange())
                .hosts();
        var text = new StringBuilder("hosts:\n");
        for (int i = 0; i < HOSTS.size(); i++) {
            HostPorts ports = free.get(i).ports();
            text.append("  - organization: %s%n    address: 127.0.1.%d%n".formatted(HOSTS.get(i), i + 1))
                    .append("    ports: {peer: %d, orderer: %d, ordererAdmin: %d, contract: %d, nextContract: %d,%n"
                            .formatted(
                                    ports.peer(),
                                    ports.orderer(),
                                    ports.ordererAdmin(),
                                    ports.contract(),
                                    ports.nextContract()))
                    .append("      peerOperations: %d, ordererOperations: %d}%n"
                            .formatted(ports.peerOperations(), ports.ordererOperations()));
        }
        return Files.writeString(folder.resolve("hosts.yaml"), text + "members: [" + MEMBER + "]\n");
    }

    @Test
    void eachOrganizationStartsItsOwnPartAndATransactionCommits() throws Exception {
        Path net = folder.resolve("net");
        Invocation prepared =
                network("up", "fabric", "--hosts", hostsFile().toString(), "--dir", net.toString(), "--prepare");
        assertThat(prepared.exitCode()).as(prepared.err()).isZero();
        for (String mspId : prepared(net)) {
            Path machine = Files.createDirectory(folder.resolve("machine-of-" + mspId));
            machines.put(mspId, Files.move(net.resolve(mspId), machine.resolve(mspId)));
        }
        assertThat(machines.keySet()).containsExactlyInAnyOrderElementsOf(members());

        List<CompletableFuture<Invocation>> starts = HOSTS.stream()
                .map(host ->
                        CompletableFuture.supplyAsync(() -> network("up", "fabric", "--dir", place(host)), threads))
                .toList();
        for (CompletableFuture<Invocation> start : starts) {
            Invocation up = start.get();
            assertThat(up.exitCode()).as("%s%n%s", up.out(), up.err()).isZero();
        }

        charter();
        for (int i = 0; i < HOSTS.size(); i++) {
            Invocation status = network("status", "--dir", place(HOSTS.get(i)));
            assertThat(status.exitCode()).as(status.out()).isZero();
            assertListensOnlyOn("127.0.1." + (i + 1), HOSTS.get(i));
        }
    }

    private static List<String> members() {
        List<String> members = new ArrayList<>(HOSTS);
        members.add(MEMBER);
        return members;
    }

    private static List<String> prepared(Path net) {
        return List.copyOf(FabricNetwork.organizations(net).keySet());
    }

    /** The member without a host sends it, with what its own folder says. */
    private void charter() {
        Path own = machines.get(MEMBER);
        Enrolment board = CertificateAuthority.open(own.resolve("authority"), InstantSource.system(), random)
                .issue(IssueRequest.client("board", Role.BOARD));
        var environment = new ClientEnvironment(InstantSource.system(), random, random, threads);
        ConnectionProfile profile = ConnectionProfile.read(own.resolve("connection.json"));
        try (Ledger ledger = FabricLedger.connect(profile, board, ClientLimits.DEFAULT, environment)) {
            var charter = new Command.InitCharter(
                    members().stream().map(MemberId::new).toList(), 3, List.of());
            assertThat(ledger.submit(charter).code()).isEqualTo(Code.OK);
        }
    }

    private void assertListensOnlyOn(String address, String host) throws IOException {
        FabricNetwork part = FabricNetwork.open(
                machines.get(host),
                new FabricNetwork.Environment(
                        FabricPrograms.find(Optional.empty(), System.getenv("PATH")),
                        ContractPrograms.credence(),
                        InstantSource.system(),
                        random,
                        step -> {}));
        List<DaemonProcess> processes = new ArrayList<>(part.contracts(host));
        processes.add(part.peer(host));
        processes.add(part.orderer(host));
        assertThat(processes).hasSize(3);
        HostPorts ports = part.plan().host(host).ports();
        List<InetSocketAddress> listening = new ArrayList<>();
        for (DaemonProcess process : processes) {
            listening.addAll(ListeningSockets.of(process.handle().orElseThrow()));
        }
        assertThat(listening)
                .as(host)
                .contains(
                        new InetSocketAddress(address, ports.peer()),
                        new InetSocketAddress(address, ports.orderer()),
                        new InetSocketAddress(address, ports.ordererAdmin()),
                        new InetSocketAddress(address, ports.contract()))
                .allSatisfy(socket ->
                        assertThat(socket.getAddress().getHostAddress()).isEqualTo(address));
    }
}

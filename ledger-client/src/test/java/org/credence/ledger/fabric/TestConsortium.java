package org.credence.ledger.fabric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.credence.contract.CredenceChaincode;
import org.credence.ledger.Ledger;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.network.identity.Organization;
import org.credence.network.identity.Role;
import org.credence.network.ledger.EmbeddedLedger;
import org.credence.network.ledger.LedgerConfig;
import org.credence.network.ledger.LedgerHost;
import org.credence.protocol.MemberId;

/** Four organizations with real certificates on an embedded ledger that the first one hosts. */
final class TestConsortium implements AutoCloseable {
    static final List<String> ORGANIZATIONS = List.of("A", "B", "C", "D");

    final Map<String, CertificateAuthority> authorities = new TreeMap<>();
    private final Path folder;
    private final LedgerHost host;
    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private volatile Duration ahead = Duration.ZERO;
    private EmbeddedLedger ledger;
    private int port;

    TestConsortium(Path folder) {
        this.folder = folder;
        for (String organization : ORGANIZATIONS) {
            authorities.put(
                    organization,
                    CertificateAuthority.create(
                            folder.resolve(organization),
                            organization,
                            Lifetimes.DEFAULT,
                            clock(),
                            new SecureRandom()));
        }
        host = LedgerHost.of(issue("A", IssueRequest.peer("peer0")), issue("A", IssueRequest.orderer("orderer0")));
        start();
    }

    static List<MemberId> members() {
        return ORGANIZATIONS.stream().map(MemberId::new).toList();
    }

    /** The time of the ledger and of its clients: the system's, and {@link #advance} more. */
    InstantSource clock() {
        return () -> Instant.now().plus(ahead);
    }

    void advance(Duration duration) {
        ahead = ahead.plus(duration);
    }

    void start() {
        List<Organization> organizations = authorities.values().stream()
                .map(CertificateAuthority::organization)
                .toList();
        try {
            ledger = EmbeddedLedger.start(new LedgerConfig(
                    folder.resolve("ledger"),
                    TestNetwork.CHANNEL,
                    Map.of(TestNetwork.CHAINCODE, new CredenceChaincode()),
                    organizations,
                    host,
                    port,
                    clock()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = ledger.port();
    }

    void stop() {
        ledger.close();
    }

    EmbeddedLedger ledger() {
        return ledger;
    }

    Enrolment issue(String organization, IssueRequest request) {
        CertificateAuthority authority = authorities.get(organization);
        return authority.issue(request);
    }

    Ledger client(String organization, Role role) {
        return client(issue(organization, IssueRequest.client(role.text(), role)));
    }

    Ledger client(Enrolment enrolment) {
        return client(enrolment, new int[] {port});
    }

    /** A client that takes these ports for those of gateways. */
    Ledger client(Enrolment enrolment, int... through) {
        List<X509Certificate> roots = authorities.get("A").organization().tlsRoots();
        var profile = new ConnectionProfile(
                TestNetwork.CHANNEL,
                TestNetwork.CHAINCODE,
                IntStream.of(through)
                        .mapToObj(door -> GatewayEndpoint.of("127.0.0.1:" + door, roots))
                        .toList());
        var environment = new ClientEnvironment(clock(), new SecureRandom(), new TestNetwork.LockedRandom(), executor);
        return FabricLedger.connect(profile, enrolment, LIMITS, environment);
    }

    /** As {@link TestNetwork#PATIENT}, with a bound on conflicts that many voters do not reach. */
    private static final ClientLimits LIMITS = new ClientLimits(
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMillis(2),
            Duration.ofMillis(50),
            100);

    @Override
    public void close() {
        ledger.close();
        executor.shutdownNow();
    }
}

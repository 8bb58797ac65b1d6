package org.credence.ledger.fabric;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.network.identity.Role;

/** An organization with real certificates, and what a client of its needs. */
final class TestNetwork implements AutoCloseable {
    static final String CHANNEL = "credence";
    static final String CHAINCODE = "credence";

    /** Short pauses, long deadlines: nothing waits without need, nothing fails on a slow machine. */
    static final ClientLimits PATIENT = limits(Duration.ofSeconds(60));

    final CertificateAuthority authority;
    final ExecutorService executor = Executors.newFixedThreadPool(2);

    TestNetwork(Path folder) {
        authority = authority(folder.resolve("ca"), "HospitalA");
    }

    static CertificateAuthority authority(Path folder, String mspId) {
        return CertificateAuthority.create(
                folder, mspId, Lifetimes.DEFAULT, InstantSource.system(), new SecureRandom());
    }

    static ClientLimits limits(Duration overall) {
        return new ClientLimits(
                overall, overall, overall, overall, overall, overall, Duration.ofMillis(2), Duration.ofMillis(20), 5);
    }

    Enrolment member() {
        return authority.issue(IssueRequest.client("node", Role.MEMBER));
    }

    /** A profile with gateways at these ports, in this order. */
    ConnectionProfile profile(int... ports) {
        return new ConnectionProfile(
                CHANNEL, CHAINCODE, IntStream.of(ports).mapToObj(this::endpoint).toList());
    }

    GatewayEndpoint endpoint(int port) {
        return GatewayEndpoint.of("127.0.0.1:" + port, authority.organization().tlsRoots());
    }

    ClientEnvironment environment() {
        return environment(InstantSource.system());
    }

    ClientEnvironment environment(InstantSource clock) {
        return new ClientEnvironment(clock, new SecureRandom(), new LockedRandom(), executor);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    /** A seeded generator for several threads. */
    static final class LockedRandom implements RandomGenerator {
        private final SplittableRandom random = new SplittableRandom(7);

        @Override
        public synchronized long nextLong() {
            return random.nextLong();
        }
    }
}

package org.credence.network.fabric.conformance;

import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.credence.ledger.fabric.ConnectionProfile;
import org.credence.network.fabric.ContractProgram;
import org.credence.network.fabric.ContractVersion;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.FabricPrograms;
import org.credence.network.fabric.Host;
import org.credence.network.fabric.NetworkPlan;
import org.credence.network.fabric.PortRange;
import org.credence.network.fabric.TestDefinitions;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Role;
import org.credence.protocol.trace.Trace;

/**
 * A Fabric network of all organizations that traces name. Every trace has the contract under a name of its own, and so an
 * empty state; its time starts when the network does, and peers accept any that a trace gets to.
 */
final class TraceNetwork implements AutoCloseable {
    static final String CHANNEL = "traces";

    private static final ContractVersion CONTRACT = new ContractVersion("credence", "1.0", 1);
    private static final int MINUTES = 60 * 24 * 30;

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final FabricNetwork network;
    private final Map<String, Enrolment> enrolments = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    TraceNetwork(Path folder, FabricPrograms programs, List<Trace> traces) {
        network = FabricNetwork.found(
                folder,
                NetworkPlan.local(
                                CHANNEL,
                                CONTRACT.name(),
                                organizations(traces),
                                NetworkPlan.LEAST_HOSTS,
                                new PortRange())
                        .withTimeWindowMinutes(MINUTES),
                new FabricNetwork.Environment(
                        programs,
                        ContractProgram.java(
                                "org.credence.contract.ChaincodeService", System.getProperty("java.class.path")),
                        InstantSource.system(),
                        random,
                        line -> {}));
        try (TestDefinitions definitions = new TestDefinitions(network, programs)) {
            network.up();
            List<String> names = IntStream.range(0, traces.size())
                    .mapToObj(TraceNetwork::contract)
                    .toList();
            definitions.define(names, 1, CONTRACT, Optional.empty());
        } catch (RuntimeException e) {
            network.down();
            throw e;
        }
    }

    private static List<String> organizations(List<Trace> traces) {
        var names = new TreeSet<String>();
        for (Trace trace : traces) {
            trace.members().forEach(member -> names.add(member.value()));
            trace.steps().forEach(step -> names.add(step.org().value()));
        }
        return new ArrayList<>(names);
    }

    /** The name under which the trace at this place has its contract. */
    static String contract(int place) {
        return "trace-" + place;
    }

    /** The moment that is so many seconds after the traces' start. */
    Instant time(long seconds) {
        return start.plusSeconds(seconds);
    }

    SecureRandom random() {
        return random;
    }

    List<Host> hosts() {
        return network.plan().hosts();
    }

    /** Whoever acts for an organization in this role; an owner's id is the organization's name. */
    Enrolment enrolment(String organization, String role) {
        return enrolments.computeIfAbsent(
                organization + "/" + role,
                key -> authority(organization)
                        .issue(
                                role.equals(Role.OWNER.text())
                                        ? IssueRequest.owner("owner", organization)
                                        : IssueRequest.client(role, Role.ofText(role))));
    }

    private CertificateAuthority authority(String mspId) {
        return CertificateAuthority.open(network.organization(mspId).authority(), InstantSource.system(), random);
    }

    /** A connection to a host's gateway. */
    ManagedChannel connect(Host host, Enrolment enrolment) {
        return Connections.open(
                host.address(),
                host.ports().peer(),
                enrolment.tls(),
                authority(host.mspId()).organization().tlsRoots().get(0));
    }

    /** Where a client meets a contract, through a host's gateway alone. */
    ConnectionProfile profile(Host host, String contract) {
        return ConnectionProfile.of(
                host.peerEndpoint(),
                CHANNEL,
                contract,
                authority(host.mspId()).organization().tlsRoots());
    }

    @Override
    public void close() {
        network.down();
    }
}

package org.credence.ledger.fabric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.credence.contract.CredenceChaincode;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.network.identity.Organization;
import org.credence.network.identity.Role;
import org.credence.network.ledger.EmbeddedLedger;
import org.credence.network.ledger.LedgerConfig;
import org.credence.network.ledger.LedgerHost;
import org.credence.protocol.trace.Trace;

/**
 * Every organization that traces name, with real certificates, and the embedded ledgers on which they meet. A trace's time starts when
 * the certificates do, and is set by hand.
 */
final class TraceNetwork {
    private static final String HOST = "Host";

    private final Map<String, CertificateAuthority> authorities = new TreeMap<>();
    private final Map<String, Enrolment> enrolments = new TreeMap<>();
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final AtomicReference<Instant> now = new AtomicReference<>(start);
    private final LedgerHost host;

    TraceNetwork(Path folder, List<Trace> traces) {
        var names = new TreeSet<String>();
        names.add(HOST);
        for (Trace trace : traces) {
            trace.members().forEach(member -> names.add(member.value()));
            trace.steps().forEach(step -> names.add(step.org().value()));
        }
        for (String name : names) {
            authorities.put(
                    name,
                    CertificateAuthority.create(
                            folder.resolve(name),
                            name,
                            Lifetimes.DEFAULT,
                            InstantSource.fixed(start),
                            new SecureRandom()));
        }
        CertificateAuthority hosting = authority(HOST);
        host = LedgerHost.of(
                hosting.issue(IssueRequest.peer("peer0")), hosting.issue(IssueRequest.orderer("orderer0")));
    }

    InstantSource clock() {
        return now::get;
    }

    /** Sets the time of the ledger and of all clients. */
    void setTime(long secondsSinceTheStart) {
        now.set(start.plusSeconds(secondsSinceTheStart));
    }

    private CertificateAuthority authority(String name) {
        return authorities.get(name);
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

    /** An empty ledger. */
    EmbeddedLedger ledger(Path folder) {
        List<Organization> organizations = authorities.values().stream()
                .map(CertificateAuthority::organization)
                .toList();
        try {
            return EmbeddedLedger.start(new LedgerConfig(
                    folder,
                    TestNetwork.CHANNEL,
                    Map.of(TestNetwork.CHAINCODE, new CredenceChaincode()),
                    organizations,
                    host,
                    0,
                    clock()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConnectionProfile profile(EmbeddedLedger ledger) {
        return ConnectionProfile.of(
                "127.0.0.1:" + ledger.port(),
                TestNetwork.CHANNEL,
                TestNetwork.CHAINCODE,
                authority(HOST).organization().tlsRoots());
    }
}

package org.credence.network.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.EnrolmentFolder;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.network.identity.MspFolder;
import org.credence.network.identity.Pem;

/** Makes a network's folders from its plan. What is there already is left as it is, so a founding that was killed goes on. */
final class Founding {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String PLAN = "plan.json";

    private final Path root;
    private final NetworkPlan plan;
    private final FabricPrograms programs;
    private final InstantSource clock;
    private final SecureRandom random;

    Founding(Path root, NetworkPlan plan, FabricPrograms programs, InstantSource clock, SecureRandom random) {
        this.root = root;
        this.plan = plan;
        this.programs = programs;
        this.clock = clock;
        this.random = random;
    }

    /** The plan that a founding in this folder follows, whether it came to its end or not. */
    static Optional<NetworkPlan> planIn(Path root) {
        return Files.exists(root.resolve(PLAN))
                ? Optional.of(NetworkPlan.readFile(root.resolve(PLAN)))
                : Optional.empty();
    }

    /** The founding's plan gives way to that of a network that has changed since. */
    static void follow(Path root, NetworkPlan plan) {
        if (Files.exists(root.resolve(PLAN))) {
            plan.writeFile(root.resolve(PLAN));
        }
    }

    void run() {
        // First: ports stand in many files, and a founding that goes on must not choose others.
        plan.writeFile(root.resolve(PLAN));
        Map<String, CertificateAuthority> authorities = new TreeMap<>();
        for (String mspId : plan.members()) {
            authorities.put(mspId, authority(mspId));
        }
        authorities.forEach(this::certificates);
        Path genesis = genesis();
        for (String mspId : plan.members()) {
            OrganizationFolder folder = OrganizationFolder.in(root, mspId);
            TextFile.write(folder.genesis(), TextFile.read(genesis));
            for (Host host : plan.hosts()) {
                TextFile.write(
                        folder.tlsRoot(host.mspId()),
                        Pem.encode(of(authorities, host.mspId())
                                .organization()
                                .tlsRoots()
                                .get(0)));
            }
            if (plan.isHost(mspId)) {
                new NodeFiles(plan, folder).write();
            }
            // Last: a folder with a plan in it is a finished one.
            plan.write(folder.root());
        }
    }

    private static CertificateAuthority of(Map<String, CertificateAuthority> authorities, String mspId) {
        CertificateAuthority authority = authorities.get(mspId);
        if (authority == null) {
            throw new IllegalStateException("every member has an authority, " + mspId + " has none");
        }
        return authority;
    }

    private CertificateAuthority authority(String mspId) {
        Path place = OrganizationFolder.in(root, mspId).authority();
        return CertificateAuthority.exists(place)
                ? CertificateAuthority.open(place, clock, random)
                : CertificateAuthority.create(place, mspId, Lifetimes.DEFAULT, clock, random);
    }

    private void certificates(String mspId, CertificateAuthority authority) {
        OrganizationFolder folder = OrganizationFolder.in(root, mspId);
        if (!Files.exists(folder.msp())) {
            MspFolder.write(folder.msp(), authority.organization());
        }
        issue(folder, authority, IssueRequest.admin("admin"));
        if (plan.isHost(mspId)) {
            certificates(folder, authority, plan.host(mspId));
        }
    }

    /** Issues what a host's programs need into the organization's folder. */
    static void certificates(OrganizationFolder folder, CertificateAuthority authority, Host host) {
        List<String> names = host.tlsNames();
        issue(folder, authority, IssueRequest.peer("peer").onHosts(names));
        issue(folder, authority, IssueRequest.orderer("orderer").onHosts(names));
        issue(folder, authority, IssueRequest.client("contract").onHosts(names));
    }

    /** Issues a certificate and its key into the organization's folder, unless they are there. */
    static void issue(OrganizationFolder folder, CertificateAuthority authority, IssueRequest request) {
        Path place = folder.certificate(request.name());
        if (!EnrolmentFolder.exists(place)) {
            EnrolmentFolder.write(place, authority.organization(), authority.issue(request));
        }
    }

    private Path genesis() {
        Path genesis = root.resolve("genesis.block");
        if (Files.exists(genesis)) {
            return genesis;
        }
        TextFile.write(root.resolve("configtx.yaml"), new ConfigtxYaml(plan).text());
        Path draft = root.resolve("genesis.draft");
        new Program(programs.configtxgen(), root, Map.of("FABRIC_CFG_PATH", root.toString()))
                .run(
                        PATIENCE,
                        "-configPath",
                        root.toString(),
                        "-profile",
                        ConfigtxYaml.PROFILE,
                        "-channelID",
                        plan.channel(),
                        "-outputBlock",
                        draft.toString());
        try {
            Files.move(draft, genesis);
        } catch (IOException e) {
            throw new FabricException(genesis + " cannot be written: " + e, e);
        }
        return genesis;
    }
}

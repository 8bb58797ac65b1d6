package org.credence.node.cli.local;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.credence.ledger.Ledger;
import org.credence.ledger.fabric.ClientEnvironment;
import org.credence.ledger.fabric.ClientLimits;
import org.credence.ledger.fabric.FabricLedger;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.OrganizationFolder;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.EnrolmentFolder;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Role;
import org.credence.protocol.StateView;

/** The ledger of a Fabric network, for the organizations whose folders are on this machine. For one thread. */
public final class NetworkLedger implements AutoCloseable {
    private static final String ADMIN = "admin";
    private static final String BOARD = "board";

    private final FabricNetwork network;
    private final InstantSource clock;
    private final SecureRandom random;
    private final ExecutorService callbacks = Executors.newCachedThreadPool();
    private final Map<String, Ledger> connections = new TreeMap<>();

    /** Connects when first asked. */
    public NetworkLedger(FabricNetwork network, InstantSource clock, SecureRandom random) {
        this.network = network;
        this.clock = clock;
        this.random = random;
    }

    /** The contract's state as the first organization's administrator reads it, each fact when it is asked for. */
    public StateView state() {
        String reader = network.organizations().get(0);
        return new LedgerView(() -> connection(reader, ADMIN));
    }

    /** The ledger as an organization's board seat has it; its certificate is issued if there is none. */
    public Ledger board(String mspId) {
        return connection(mspId, BOARD);
    }

    private Ledger connection(String mspId, String name) {
        return connections.computeIfAbsent(
                mspId + "/" + name,
                any -> FabricLedger.connect(
                        FabricProfiles.of(network, mspId),
                        enrolment(mspId, name),
                        ClientLimits.DEFAULT,
                        new ClientEnvironment(clock, random, new SecureRandom(), callbacks)));
    }

    private Enrolment enrolment(String mspId, String name) {
        OrganizationFolder folder = network.organization(mspId);
        if (name.equals(BOARD) && !EnrolmentFolder.exists(folder.certificate(name))) {
            var authority = CertificateAuthority.open(folder.authority(), clock, random);
            EnrolmentFolder.write(
                    folder.certificate(name),
                    authority.organization(),
                    authority.issue(IssueRequest.client(name, Role.BOARD)));
        }
        return folder.enrolment(name);
    }

    @Override
    public void close() {
        connections.values().forEach(Ledger::close);
        callbacks.shutdown();
    }
}

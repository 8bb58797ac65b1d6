package org.credence.network.fabric;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.credence.network.fabric.config.AddConsenter;
import org.credence.network.fabric.config.ChangeRefusedException;
import org.credence.network.fabric.config.ChannelConfiguration;
import org.credence.network.fabric.config.ConfigBlock;
import org.credence.network.fabric.config.ConfigChange;
import org.credence.network.fabric.config.Endpoint;
import org.credence.network.fabric.config.SetAnchorPeers;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.Pem;

/**
 * A member on its way to be a host. First its peer joins and the contract's service runs beside it; then the channel counts on both and on
 * its ordering node, by {@link #changes}; then the ordering node joins. So nobody waits for a machine that is not there. Every step may be
 * done again.
 */
public final class JoiningHost {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final NetworkPlan plan;
    private final Host machine;
    private final FabricNetwork.Environment environment;
    private final HostParts parts;

    private JoiningHost(NetworkPlan plan, Host machine, FabricNetwork.Environment environment, HostParts parts) {
        this.plan = plan;
        this.machine = machine;
        this.environment = environment;
        this.parts = parts;
    }

    static JoiningHost prepare(
            NetworkPlan network, OrganizationFolder folder, Host machine, FabricNetwork.Environment environment) {
        String mspId = machine.mspId();
        if (network.isHost(mspId)) {
            throw new FabricException(
                    mspId + " hosts already, at " + network.host(mspId).address());
        }
        if (network.hosts().size() >= NetworkPlan.MOST_HOSTS) {
            throw new ChangeRefusedException(
                    "the network has %d hosts, the most there can be: %s stays a member without a"
                                    .formatted(NetworkPlan.MOST_HOSTS, mspId)
                            + " host, or another host has to leave first");
        }
        NetworkPlan plan = network.with(machine);
        // First: ports stand in many files, and who goes on must not choose others.
        Machines.write(folder, machine);
        var authority = CertificateAuthority.open(folder.authority(), environment.clock(), environment.random());
        Founding.certificates(folder, authority, machine);
        TextFile.write(
                folder.tlsRoot(mspId),
                Pem.encode(authority.organization().tlsRoots().get(0)));
        new NodeFiles(plan, folder).write();
        return new JoiningHost(
                plan, machine, environment, new HostParts(environment.programs(), plan, folder, new Health()));
    }

    /**
     * Starts the peer and returns when it serves the channel.
     *
     * @param snapshot a complete one, as {@link FabricNetwork#snapshot} gives it: the peer then has no blocks from before; without one it
     *     takes every block from the first on. Not looked at if the peer has joined already.
     */
    public void startPeer(Optional<Path> snapshot) {
        PeerNode peer = parts.peer();
        if (snapshot.isEmpty()) {
            peer.start();
            return;
        }
        peer.startAlone();
        if (peer.height().isEmpty()) {
            peer.command()
                    .run(
                            "channel",
                            "joinbysnapshot",
                            "--snapshotpath",
                            snapshot.get().toAbsolutePath().toString());
        }
        peer.process().awaitReady(() -> peer.height().isPresent(), PATIENCE);
    }

    /**
     * Starts the contract's service beside the peer, which knows of it from then on.
     *
     * @throws FabricException if there is no contract in force
     */
    public void startContract() {
        // The peer may still be behind the contract's definition.
        parts.peer()
                .process()
                .awaitReady(() -> parts.lifecycle().committed(plan.contract()).isPresent(), PATIENCE);
        ContractVersion version = parts.lifecycle().committed(plan.contract()).orElseThrow();
        ContractService service = parts.service(version);
        parts.lifecycle().install(service);
        service.start(environment.contract());
        FabricNetwork.insist(() -> {
            if (!parts.lifecycle().approveInForce(service)) {
                throw new FabricException("the peer of " + machine.mspId()
                        + " lost its organization's approval with its data; upgrade the contract first");
            }
        });
    }

    /** What has to change on the channel for it to be a host: whose peers endorse, who orders, where they are found. */
    public List<ConfigChange> changes(ChannelConfiguration inForce) {
        String mspId = machine.mspId();
        List<ConfigChange> changes = new ArrayList<>();
        if (inForce.consenters().stream()
                .anyMatch(consenter -> consenter.mspId().equals(mspId))) {
            return changes;
        }
        Enrolment orderer = parts.folder().enrolment("orderer");
        changes.add(new SetAnchorPeers(mspId, List.of(Endpoint.parse(machine.peerEndpoint()))));
        changes.add(new AddConsenter(
                mspId,
                Endpoint.parse(machine.ordererEndpoint()),
                orderer.identity().certificate(),
                orderer.tls().certificate()));
        List<String> hosts = new ArrayList<>(HostRules.ordering(inForce));
        hosts.add(mspId);
        changes.add(HostRules.endorsedBy(hosts));
        return changes;
    }

    /**
     * Starts the ordering node, and returns when it serves the channel.
     *
     * @param inForce the block that made it a consenter, or a newer configuration
     */
    public void startOrderer(ConfigBlock inForce) {
        TextFile.write(parts.folder().changedConfiguration(), inForce.bytes().toByteArray());
        parts.orderer().start();
        long height = inForce.number() + 1;
        parts.orderer()
                .process()
                .awaitReady(
                        () -> parts.orderer()
                                .height()
                                .filter(own -> own >= height)
                                .isPresent(),
                        PATIENCE);
    }

    /** Returns when the peer has this many blocks, those before its snapshot counted. */
    public void awaitHeight(long blocks) {
        parts.peer()
                .process()
                .awaitReady(
                        () -> parts.peer().height().filter(own -> own >= blocks).isPresent(), PATIENCE);
    }

    /** Number of blocks that the peer has of the channel; empty if it does not answer or has not joined. */
    public Optional<Long> height() {
        return parts.peer().height();
    }

    /** Asks its processes to end. Data stay. */
    public void stop() {
        parts.peer().process().stop(GRACE);
        parts.orderer().process().stop(GRACE);
    }
}

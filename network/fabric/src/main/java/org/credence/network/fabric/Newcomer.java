package org.credence.network.fabric;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.credence.network.fabric.config.ConfigBlock;
import org.credence.network.fabric.config.Endpoint;
import org.credence.network.fabric.config.OrdererAddress;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.network.identity.MspFolder;
import org.credence.network.identity.Organization;
import org.credence.network.identity.Pem;

/**
 * An organization that joins a network that others founded: its folder, with a certificate authority of its own, and a peer that keeps the
 * ledger. It does not order, and endorses only where a rule is set that names it. The others let it in by an {@link
 * org.credence.network.fabric.config.AddOrganization} of its {@link #definition}; only then its peer can join.
 */
public final class Newcomer {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final OrganizationFolder folder;
    private final Host machine;
    private final PeerNode peer;

    private Newcomer(OrganizationFolder folder, NetworkPlan withMachine, FabricPrograms programs) {
        this.folder = folder;
        this.machine = withMachine.host(folder.mspId());
        this.peer = new PeerNode(programs, withMachine, folder, new Health());
    }

    /**
     * Makes the organization's folder, or opens it. Starts nothing.
     *
     * @param parent in which the folder has the organization's name
     * @param network as the hosts' copies of the plan say
     * @param machine where its peer is to run; of its ports only the peer's are used
     * @param genesis the channel's first block, from any host
     */
    public static Newcomer found(
            Path parent, NetworkPlan network, Host machine, Path genesis, FabricNetwork.Environment environment) {
        String mspId = machine.mspId();
        var folder = OrganizationFolder.in(parent.toAbsolutePath().normalize(), mspId);
        NetworkPlan withMachine = with(network, machine);
        CertificateAuthority authority = authority(folder, environment);
        if (!Files.exists(folder.msp())) {
            MspFolder.write(folder.msp(), authority.organization());
        }
        Founding.issue(folder, authority, IssueRequest.admin("admin"));
        Founding.issue(folder, authority, IssueRequest.peer("peer").onHosts(machine.tlsNames()));
        byte[] block = TextFile.read(genesis);
        TextFile.write(folder.genesis(), block);
        for (OrdererAddress orderer :
                OrdererAddress.of(ConfigBlock.parse(ByteString.copyFrom(block)).configuration())) {
            TextFile.write(
                    folder.tlsRoot(orderer.mspId()),
                    Pem.encode(orderer.tlsRoots().get(0)));
        }
        TextFile.write(
                folder.tlsRoot(mspId),
                Pem.encode(authority.organization().tlsRoots().get(0)));
        new NodeFiles(withMachine, folder).peer();
        // Last: a folder with a plan in it is a finished one. In it the organization is a member that hosts nothing for
        // others.
        var members = new ArrayList<String>(network.members());
        members.add(mspId);
        new NetworkPlan(network.channel(), network.contract(), network.timeWindowMinutes(), network.hosts(), members)
                .write(folder.root());
        return new Newcomer(folder, withMachine, environment.programs());
    }

    /** The plan as the peer's own programs need it: they look up their machine there. */
    private static NetworkPlan with(NetworkPlan network, Host machine) {
        if (network.members().contains(machine.mspId())) {
            throw new FabricException(
                    machine.mspId() + " is a member of this network already; there are " + network.members());
        }
        var hosts = new ArrayList<Host>(network.hosts());
        hosts.add(machine);
        var members = new ArrayList<String>(network.members());
        members.add(machine.mspId());
        return new NetworkPlan(network.channel(), network.contract(), network.timeWindowMinutes(), hosts, members);
    }

    private static CertificateAuthority authority(OrganizationFolder folder, FabricNetwork.Environment environment) {
        SecureRandom random = environment.random();
        return CertificateAuthority.exists(folder.authority())
                ? CertificateAuthority.open(folder.authority(), environment.clock(), random)
                : CertificateAuthority.create(
                        folder.authority(), folder.mspId(), Lifetimes.DEFAULT, environment.clock(), random);
    }

    /** Its part of the network. */
    public OrganizationFolder folder() {
        return folder;
    }

    /** What the channel has to know of it. */
    public Organization definition() {
        return MspFolder.read(folder.msp(), folder.mspId());
    }

    /** Where the others' peers find its own. */
    public List<Endpoint> anchorPeers() {
        return List.of(Endpoint.parse(machine.peerEndpoint()));
    }

    /** Starts the peer, which takes every block from the first on; returns when it serves the channel. */
    public void joinFromFirstBlock() {
        peer.start();
    }

    /**
     * Starts the peer, which begins with what a host's snapshot holds; it has no blocks from before. Returns when it serves the channel.
     *
     * @param snapshot a complete one, as {@link FabricNetwork#snapshot} gives it
     */
    public void joinFromSnapshot(Path snapshot) {
        peer.startAlone();
        if (peer.height().isEmpty()) {
            peer.command().run("channel", "joinbysnapshot", "--snapshotpath", snapshot.toString());
        }
        peer.process().awaitReady(() -> peer.height().isPresent(), PATIENCE);
    }

    /** Returns when the peer has this many blocks, those before its snapshot counted. */
    public void awaitHeight(long blocks) {
        peer.process()
                .awaitReady(
                        () -> peer.height().filter(height -> height >= blocks).isPresent(), PATIENCE);
    }

    /** Number of blocks that the peer has of the channel; empty if it does not answer or has not joined. */
    public Optional<Long> height() {
        return peer.height();
    }

    /** Asks the peer to end. Its data stay. */
    public void stop() {
        peer.process().stop(GRACE);
    }
}

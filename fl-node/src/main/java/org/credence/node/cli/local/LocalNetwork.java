package org.credence.node.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.credence.ledger.Ledger;
import org.credence.ledger.fabric.BlockArchive;
import org.credence.ledger.fabric.ClientEnvironment;
import org.credence.ledger.fabric.ClientLimits;
import org.credence.ledger.fabric.FabricLedger;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Role;
import org.credence.network.ledger.store.LedgerStore;
import org.credence.node.evidence.RunFolder;
import org.credence.protocol.AccountId;
import org.credence.protocol.Command;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;

/**
 * The founders' part of a consortium on one machine: an authority and certificates for every organization, a ledger, the charter. Everything is in the run's folder and is found there again after a restart.
 */
public final class LocalNetwork implements Offices, AutoCloseable {
    /** The channel that the consortium shares. */
    public static final String CHANNEL = "credence";

    /** The contract's name on the channel. */
    public static final String CHAINCODE = "credence";

    private final RunFolder folder;
    private final List<MemberId> members;
    private final ConsortiumCertificates certificates;
    private final LedgerEngine engine;
    private final ClientEnvironment environment;
    private final Map<String, Ledger> connections = new ConcurrentSkipListMap<>();

    /**
     * Founds the consortium, or opens the one that the folder holds.
     *
     * @param members the first hosts the embedded ledger and leads the studies
     * @param callbacks runs what gRPC calls back; never blocked
     * @throws IOException if the ledger's folder or port cannot be used
     * @throws org.credence.network.fabric.FabricException if a Fabric network does not start or lacks a member
     */
    public LocalNetwork(
            RunFolder folder, List<MemberId> members, LedgerChoice choice, InstantSource clock, Executor callbacks)
            throws IOException {
        this(folder, members, choice, clock, callbacks, step -> {});
    }

    /** @param steps is told what is made ready, in words */
    private LocalNetwork(
            RunFolder folder,
            List<MemberId> members,
            LedgerChoice choice,
            InstantSource clock,
            Executor callbacks,
            Consumer<String> steps)
            throws IOException {
        this.folder = folder;
        this.members = List.copyOf(members);
        var random = new SecureRandom();
        this.environment = new ClientEnvironment(clock, random, new SecureRandom(), callbacks);
        this.certificates = new ConsortiumCertificates(choice.organizations(folder), members, clock, random);
        this.engine = choice.open(new Founders(folder, certificates, members, clock, random, steps));
    }

    /** An organization's authority. */
    CertificateAuthority authorityOf(MemberId member) {
        return certificates.authority(member);
    }

    /** Adopts the charter: every member active, a board seat each, a simple majority decides. Harmless if it stands already. */
    public void found() {
        MemberId founder = members.get(0);
        if (board(founder).read(Keys.charter()).isEmpty()) {
            board(founder).initCharter(new Command.InitCharter(members, members.size() / 2 + 1, List.of()));
        }
    }

    /**
     * Leaves what the audit needs in the run's folder: the blocks and the public parts of the certificates.
     *
     * @return number of blocks on the ledger
     * @throws IOException if it cannot be written
     */
    public long keepRecord() throws IOException, InterruptedException {
        if (!certificates.home().equals(folder.network())) {
            PublicFiles.copy(certificates.home(), folder.network());
        }
        return engine.keepBlocks(this::archive, LedgerStore.blocksFile(folder.ledger()));
    }

    private BlockArchive archive() {
        MemberId reader = members.get(0);
        return BlockArchive.connect(
                engine.profile(reader),
                certificates.enrolment(reader, "auditor", () -> IssueRequest.client("auditor", Role.AUDITOR)),
                ClientLimits.DEFAULT,
                environment);
    }

    @Override
    public Ledger member(MemberId member) {
        return connection(member, "member", () -> IssueRequest.client("member", Role.MEMBER));
    }

    @Override
    public Ledger board(MemberId member) {
        return connection(member, "board", () -> IssueRequest.client("board", Role.BOARD));
    }

    @Override
    public Ledger owner(AccountId account) {
        String[] parts = account.value().split("/", 2);
        if (parts.length != 2) {
            throw new IllegalArgumentException(
                    "account " + account + " is on an EVM chain; on the ledger an account is MSP/owner");
        }
        String name = "owner-" + parts[1];
        return connection(new MemberId(parts[0]), name, () -> IssueRequest.owner(name, parts[1]));
    }

    private Ledger connection(MemberId member, String name, Supplier<IssueRequest> request) {
        return connections.computeIfAbsent(
                member + "/" + name, any -> connect(member, certificates.enrolment(member, name, request)));
    }

    /** The ledger under any certificates; the caller closes it. */
    Ledger connect(Enrolment enrolment) {
        return connect(members.get(0), enrolment);
    }

    private Ledger connect(MemberId member, Enrolment enrolment) {
        return FabricLedger.connect(engine.profile(member), enrolment, ClientLimits.DEFAULT, environment);
    }

    /** Puts an organization's list of revoked certificates onto the ledger, which refuses them from then on. */
    void announceRevocations(MemberId organization) {
        engine.announce(organization, authorityOf(organization).crl());
    }

    @Override
    public void close() {
        connections.values().forEach(Ledger::close);
        engine.close();
    }

    static LocalNetwork open(
            RunFolder folder, List<MemberId> members, LedgerChoice choice, InstantSource clock, Executor callbacks) {
        return open(folder, members, choice, clock, callbacks, step -> {});
    }

    /** @param steps is told what is made ready, in words */
    static LocalNetwork open(
            RunFolder folder,
            List<MemberId> members,
            LedgerChoice choice,
            InstantSource clock,
            Executor callbacks,
            Consumer<String> steps) {
        try {
            return new LocalNetwork(folder, members, choice, clock, callbacks, steps);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the ledger in " + folder.ledger() + " cannot be started: " + e.getMessage(), e);
        }
    }
}

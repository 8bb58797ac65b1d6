package org.credence.node.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.credence.ledger.Ledger;
import org.credence.ledger.fabric.ClientEnvironment;
import org.credence.ledger.fabric.ClientLimits;
import org.credence.ledger.fabric.ConnectionProfile;
import org.credence.ledger.fabric.FabricLedger;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Role;
import org.credence.node.store.AtomicFiles;
import org.credence.protocol.Command;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.encoding.CanonicalJson;

/**
 * The embedded ledger as a process of its own: a folder with one for each organization, as a Fabric network has it, and one for the
 * ledger. Members' nodes are processes of their own and know of it what their folder says.
 *
 * <pre>
 * embedded.json              the members
 * ORGANIZATION/              what belongs to an organization, to be given to it
 * ORGANIZATION/connection.json
 * ledger/                    the ledger's blocks and the state derived from them
 * </pre>
 */
public final class EmbeddedNetwork implements AutoCloseable {
    private static final String PROFILE = "connection.json";
    private static final String PLAN = "embedded.json";

    private final EmbeddedEngine engine;
    private final ConnectionProfile profile;

    private EmbeddedNetwork(EmbeddedEngine engine, ConnectionProfile profile) {
        this.engine = engine;
        this.profile = profile;
    }

    /** The network's plan, in its folder. */
    private record Plan(List<MemberId> members) {}

    /**
     * The members of the network in a folder, the ledger's host first; empty if there is none yet.
     *
     * @throws IOException if the folder cannot be read
     */
    public static Optional<List<MemberId>> membersOf(Path folder) throws IOException {
        Path plan = folder.resolve(PLAN);
        return Files.exists(plan)
                ? Optional.of(CanonicalJson.decode(Files.readAllBytes(plan), Plan.class)
                        .members())
                : Optional.empty();
    }

    /**
     * Founds the network on first use, with every member active and a simple majority of the board deciding, and serves it.
     *
     * @param members the first hosts the ledger
     * @param port on loopback; 0 for the one it had before, or any
     * @param callbacks runs what gRPC calls back; never blocked
     * @throws IOException if the folder or the port cannot be used
     */
    public static EmbeddedNetwork start(
            Path folder, List<MemberId> members, int port, InstantSource clock, Executor callbacks) throws IOException {
        AtomicFiles.write(folder.resolve(PLAN), CanonicalJson.encode(new Plan(members)));
        var random = new SecureRandom();
        var certificates = new ConsortiumCertificates(folder, members, clock, random);
        Path first = folder.resolve(members.get(0).value()).resolve(PROFILE);
        int wanted = port == 0 && Files.exists(first) ? portOf(ConnectionProfile.read(first)) : port;
        EmbeddedEngine engine = EmbeddedEngine.start(folder.resolve("ledger"), certificates, members, wanted, clock);
        try {
            for (MemberId member : members) {
                engine.profile(member).write(folder.resolve(member.value()).resolve(PROFILE));
            }
            found(engine, certificates, members, new ClientEnvironment(clock, random, new SecureRandom(), callbacks));
            return new EmbeddedNetwork(engine, engine.profile(members.get(0)));
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static int portOf(ConnectionProfile profile) {
        String endpoint = profile.gateways().get(0).endpoint();
        return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    }

    private static void found(
            EmbeddedEngine engine,
            ConsortiumCertificates certificates,
            List<MemberId> members,
            ClientEnvironment environment) {
        MemberId founder = members.get(0);
        try (Ledger board = FabricLedger.connect(
                engine.profile(founder),
                certificates.enrolment(founder, "board", () -> IssueRequest.client("board", Role.BOARD)),
                ClientLimits.DEFAULT,
                environment)) {
            if (board.read(Keys.charter()).isEmpty()) {
                board.initCharter(new Command.InitCharter(members, members.size() / 2 + 1, List.of()));
            }
        }
    }

    /** Where it serves, as {@code host:port}. */
    public String endpoint() {
        return profile.gateways().get(0).endpoint();
    }

    @Override
    public void close() {
        engine.close();
    }
}

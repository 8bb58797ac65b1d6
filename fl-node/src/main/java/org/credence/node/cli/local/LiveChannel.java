package org.credence.node.cli.local;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.credence.ledger.BlockStream;
import org.credence.ledger.Ledger;
import org.credence.ledger.LedgerBlock;
import org.credence.ledger.fabric.BlockArchive;
import org.credence.ledger.fabric.ClientEnvironment;
import org.credence.ledger.fabric.ClientLimits;
import org.credence.ledger.fabric.ConnectionProfile;
import org.credence.ledger.fabric.FabricLedger;
import org.credence.ledger.fabric.GatewayEndpoint;
import org.credence.network.identity.Enrolment;
import org.credence.network.ledger.store.LedgerStore;
import org.credence.node.audit.PeerBlocks;
import org.credence.node.evidence.RunFolder;

/** A Fabric channel as a reader sees it: each peer of a connection profile by itself, under its endpoint. Reads, and writes nothing to it. */
public final class LiveChannel implements PeerBlocks, AutoCloseable {
    private final ConnectionProfile profile;
    private final Enrolment reader;
    private final ClientLimits limits;
    private final ExecutorService callbacks = Executors.newCachedThreadPool();
    private final ClientEnvironment environment;

    /**
     * The channel of this profile. Connects at the first question.
     *
     * @param patience after which a peer that does not answer is given up
     */
    public LiveChannel(ConnectionProfile profile, Enrolment reader, Duration patience) {
        this.profile = profile;
        this.reader = reader;
        this.limits = ClientLimits.DEFAULT.within(patience);
        var random = new SecureRandom();
        this.environment = new ClientEnvironment(InstantSource.system(), random, random, callbacks);
    }

    /**
     * Leaves the blocks that a peer has now in a folder, as the ledger of a run.
     *
     * @return how many
     * @throws org.credence.ledger.LedgerUnavailableException if no peer of the profile answers
     * @throws IOException if they cannot be written
     */
    public long keep(RunFolder folder) throws IOException, InterruptedException {
        try (BlockArchive archive = archive(profile)) {
            return KeptBlocks.write(archive, LedgerStore.blocksFile(folder.ledger()));
        }
    }

    @Override
    public List<String> peers() {
        return profile.gateways().stream().map(GatewayEndpoint::endpoint).toList();
    }

    @Override
    public long height(String peer) {
        try (BlockArchive archive = archive(at(peer))) {
            return archive.height();
        }
    }

    @Override
    public BlockStream open(String peer) {
        Ledger ledger = FabricLedger.connect(at(peer), reader, limits, environment);
        return new OwnedStream(ledger, ledger.blocks(0));
    }

    private BlockArchive archive(ConnectionProfile where) {
        return BlockArchive.connect(where, reader, limits, environment);
    }

    private ConnectionProfile at(String peer) {
        return new ConnectionProfile(
                profile.channel(),
                profile.chaincode(),
                profile.gateways().stream()
                        .filter(gateway -> gateway.endpoint().equals(peer))
                        .toList());
    }

    @Override
    public void close() {
        callbacks.shutdownNow();
    }

    /** A stream that closes its client, too. */
    private record OwnedStream(Ledger ledger, BlockStream blocks) implements BlockStream {
        @Override
        public Optional<LedgerBlock> next(Duration wait) throws InterruptedException {
            return blocks.next(wait);
        }

        @Override
        public void close() {
            blocks.close();
            ledger.close();
        }
    }
}

package org.credence.network.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Snapshots of a peer's ledger: state, transaction ids and configurations as of one block, without the blocks. Fabric keeps them, complete
 * ones apart from those in the making, until somebody deletes them.
 */
final class PeerSnapshots {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final NetworkPlan plan;
    private final OrganizationFolder folder;
    private final PeerNode peer;

    PeerSnapshots(NetworkPlan plan, OrganizationFolder folder, PeerNode peer) {
        this.plan = plan;
        this.folder = folder;
        this.peer = peer;
    }

    /** One as of the newest block, or a newer one if transactions go on; returns when it is complete. */
    Path take() {
        long newest = peer.height()
                        .orElseThrow(() -> new FabricException("the peer of " + folder.mspId()
                                + " does not answer, so no snapshot is taken; start the network first"))
                - 1;
        if (complete(newest).isEmpty()) {
            peer.command()
                    .run(
                            "snapshot",
                            "submitrequest",
                            "--channelID",
                            plan.channel(),
                            "--blockNumber",
                            "0",
                            "--peerAddress",
                            plan.host(folder.mspId()).peerEndpoint(),
                            "--tlsRootCertFile",
                            folder.tlsRoot(folder.mspId()).toString());
        }
        peer.process().awaitReady(() -> complete(newest).isPresent(), PATIENCE);
        return complete(newest).orElseThrow();
    }

    /** The newest one that is complete and not of an earlier block than this. */
    private Optional<Path> complete(long block) {
        Path all = folder.peer().resolve("data/snapshots/completed").resolve(plan.channel());
        if (!Files.isDirectory(all)) {
            return Optional.empty();
        }
        try (Stream<Path> blocks = Files.list(all)) {
            return blocks.filter(path -> number(path) >= block).max(Comparator.comparing(PeerSnapshots::number));
        } catch (IOException e) {
            throw new FabricException(all + " cannot be read: " + e, e);
        }
    }

    private static long number(Path snapshot) {
        return Long.parseLong(String.valueOf(snapshot.getFileName()));
    }
}

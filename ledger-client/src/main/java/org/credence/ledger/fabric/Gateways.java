package org.credence.ledger.fabric;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateways of one client in their order, the one that calls go to first, and the newest block that any of them told of. Safe for
 * use by several threads.
 */
final class Gateways {
    private static final Logger log = LoggerFactory.getLogger(Gateways.class);

    private final List<GatewayPeer> peers;
    private GatewayPeer preferred;
    private Optional<Sighting> newest = Optional.empty();

    /** @param peers at least one */
    Gateways(List<GatewayPeer> peers) {
        this.peers = List.copyOf(peers);
        this.preferred = this.peers.get(0);
    }

    /** A block that the client knows of, by a transaction in it. */
    record Sighting(long block, String txId) {}

    int count() {
        return peers.size();
    }

    /** The one that answered last. */
    synchronized GatewayPeer preferred() {
        return preferred;
    }

    /** The one whose turn is after this one's; itself if it is the only one. */
    GatewayPeer after(GatewayPeer peer) {
        return peers.get((peers.indexOf(peer) + 1) % peers.size());
    }

    /** Notes that this one answered, so that the next calls go there first. */
    synchronized void answered(GatewayPeer peer) {
        if (preferred != peer) {
            log.atWarn()
                    .addKeyValue("gateway", peer.name())
                    .addKeyValue("before", preferred.name())
                    .log("calls go to another gateway");
            preferred = peer;
        }
    }

    /** Notes that a peer told of a transaction in a block. */
    synchronized void saw(GatewayPeer peer, long block, String txId) {
        peer.told(block);
        if (newest.isEmpty() || newest.get().block() < block) {
            newest = Optional.of(new Sighting(block, txId));
        }
    }

    /** The newest block that any of them told of. */
    synchronized Optional<Sighting> newest() {
        return newest;
    }

    /** Lets those that went away be called at once. */
    void resetConnectBackoff() {
        peers.forEach(peer -> peer.channel().resetConnectBackoff());
    }

    void close() {
        peers.forEach(GatewayPeer::close);
    }
}

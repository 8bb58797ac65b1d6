package org.credence.ledger.fabric;

import java.util.HashSet;
import java.util.Set;

/** Whose turn it is among a client's gateways, for one call or stream: from the one that answered last on, in the profile's order. */
final class GatewayRing {
    private final ClientParts client;
    private final Set<GatewayPeer> asked = new HashSet<>();
    private final Set<GatewayPeer> shut = new HashSet<>();
    private GatewayPeer peer;

    GatewayRing(ClientParts client) {
        this.client = client;
        this.peer = client.gateways().preferred();
    }

    /** Whose turn it is. */
    GatewayPeer peer() {
        return peer;
    }

    /** Begins a new round, with this gateway. */
    void restartAt(GatewayPeer first) {
        peer = first;
        asked.clear();
    }

    /** The one whose turn it is answered: a new round begins, and those that were shut may be tried again. */
    void answered() {
        asked.clear();
        shut.clear();
    }

    /**
     * Gives the turn to the next gateway.
     *
     * @param failure of the one whose turn it is
     * @return whether all have had their turn, so that a new round begins
     * @throws RuntimeException what the failure says, if no gateway can mend it
     */
    boolean pass(Failure failure) {
        boolean isShut = failure.kind() == Failure.Kind.SHUT;
        if (isShut) {
            shut.add(peer);
        }
        if (!failure.mayPass() && (!isShut || shut.size() == client.gateways().count())) {
            throw client.fatal(failure);
        }
        asked.add(peer);
        turn();
        boolean round = asked.contains(peer);
        if (round) {
            asked.clear();
        }
        return round;
    }

    /** Gives the turn to the next gateway though nothing is known to be wrong with this one; false if there is no other. */
    boolean moveOn() {
        GatewayPeer before = peer;
        turn();
        return peer != before;
    }

    private void turn() {
        do {
            peer = client.gateways().after(peer);
        } while (shut.contains(peer));
    }
}

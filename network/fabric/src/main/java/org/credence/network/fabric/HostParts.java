package org.credence.network.fabric;

import java.util.Optional;

/** What one organization runs: an ordering node, a peer, and the contract's service. */
final class HostParts {
    private final NetworkPlan plan;
    private final Host host;
    private final OrganizationFolder folder;
    private final Health health;
    private final OrdererNode orderer;
    private final PeerNode peer;
    private final ContractLifecycle lifecycle;

    HostParts(FabricPrograms programs, NetworkPlan plan, OrganizationFolder folder, Health health) {
        this.plan = plan;
        this.host = plan.host(folder.mspId());
        this.folder = folder;
        this.health = health;
        this.orderer = new OrdererNode(programs, plan, folder, health);
        this.peer = new PeerNode(programs, plan, folder, health);
        this.lifecycle = new ContractLifecycle(plan, peer.command());
    }

    Host host() {
        return host;
    }

    OrganizationFolder folder() {
        return folder;
    }

    OrdererNode orderer() {
        return orderer;
    }

    PeerNode peer() {
        return peer;
    }

    ContractLifecycle lifecycle() {
        return lifecycle;
    }

    ContractService service(ContractVersion version) {
        return new ContractService(plan, folder, version);
    }

    /** How many other peers of the channel this one knows to be there, and would ask to endorse. */
    int peersKnown() {
        Optional<Double> known = health.metric(
                host.operationsAddress(),
                host.ports().peerOperations(),
                "gossip_membership_total_peers_known{channel=\"" + plan.channel() + "\"}");
        return known.map(Double::intValue).orElse(0);
    }
}

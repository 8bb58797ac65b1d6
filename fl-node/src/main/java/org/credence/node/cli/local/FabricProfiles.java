package org.credence.node.cli.local;

import java.util.List;
import org.credence.ledger.fabric.ConnectionProfile;
import org.credence.ledger.fabric.GatewayEndpoint;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.NetworkPlan;
import org.credence.network.fabric.OrganizationFolder;
import org.credence.network.identity.Pem;

/** How an organization's clients reach a Fabric network. */
public final class FabricProfiles {
    private FabricProfiles() {}

    /** Writes each organization's profile into its folder. */
    public static void write(FabricNetwork network) {
        for (String mspId : network.organizations()) {
            of(network, mspId).write(network.organization(mspId).root().resolve("connection.json"));
        }
    }

    /** The organization's own gateway first, if it has one, then the other hosts'. */
    public static ConnectionProfile of(FabricNetwork network, String mspId) {
        NetworkPlan plan = network.plan();
        OrganizationFolder folder = network.organization(mspId);
        return new ConnectionProfile(
                plan.channel(),
                plan.contract(),
                plan.gateways(mspId).stream()
                        .map(host -> GatewayEndpoint.of(
                                host.peerEndpoint(), List.of(Pem.readCertificate(folder.tlsRoot(host.mspId())))))
                        .toList());
    }
}

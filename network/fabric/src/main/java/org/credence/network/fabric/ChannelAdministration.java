package org.credence.network.fabric;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.credence.network.fabric.config.CarriedUpdate;
import org.credence.network.fabric.config.ChannelConfiguration;
import org.credence.network.fabric.config.ChannelOrderers;
import org.credence.network.fabric.config.ChannelSigner;
import org.credence.network.fabric.config.ConfigBlock;
import org.credence.network.fabric.config.ConfigChange;
import org.credence.network.fabric.config.Endpoint;
import org.credence.network.fabric.config.OrdererAccess;
import org.credence.network.fabric.config.OrdererAddress;
import org.credence.network.identity.Pem;

/** Changes of the channel's configuration by the administrators whose keys are on this machine. */
public final class ChannelAdministration {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final FabricNetwork network;
    private final InstantSource clock;
    private final SecureRandom random;

    public ChannelAdministration(FabricNetwork network, InstantSource clock, SecureRandom random) {
        this.network = network;
        this.clock = clock;
        this.random = random;
    }

    /** The configuration in force. */
    public ChannelConfiguration configuration() {
        return orderers().newest().configuration();
    }

    /**
     * Puts a change in force, signed by the administrators of these organizations, and returns when it is.
     *
     * @param signers MSP ids; their parts are on this machine
     * @return the block that puts it in force
     * @throws org.credence.network.fabric.config.ChangeRefusedException if it would break the channel
     * @throws org.credence.network.fabric.config.UpdateRefusedException if the signatures are not enough
     */
    public ConfigBlock apply(ConfigChange change, List<String> signers) {
        ChannelOrderers orderers = orderers();
        ChannelConfiguration before = orderers.newest().configuration();
        CarriedUpdate update = CarriedUpdate.between(before, change.applyTo(before));
        for (String mspId : signers) {
            update = update.signedBy(new ChannelSigner(
                    network.organization(mspId).enrolment("admin").identity(), random));
        }
        return orderers.submit(update);
    }

    private ChannelOrderers orderers() {
        NetworkPlan plan = network.plan();
        String self = network.organizations().get(0);
        OrganizationFolder folder = network.organization(self);
        List<OrdererAddress> addresses = new ArrayList<>();
        for (Host host : plan.gateways(self)) {
            addresses.add(new OrdererAddress(
                    host.mspId(),
                    new Endpoint(host.address(), host.ports().orderer()),
                    List.of(Pem.readCertificate(folder.tlsRoot(host.mspId())))));
        }
        return new ChannelOrderers(
                plan.channel(), addresses, new OrdererAccess(folder.enrolment("admin"), random, clock, PATIENCE));
    }
}

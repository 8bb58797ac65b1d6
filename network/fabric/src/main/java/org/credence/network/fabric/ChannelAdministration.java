package org.credence.network.fabric;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
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
        return orderers(planned()).newest().configuration();
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
        ChannelConfiguration before = configuration();
        CarriedUpdate update = CarriedUpdate.between(before, change.applyTo(before));
        for (String mspId : signers) {
            update = update.signedBy(new ChannelSigner(
                    network.organization(mspId).enrolment("admin").identity(), random));
        }
        return orderers(OrdererAddress.of(before)).submit(update);
    }

    /* The plan's addresses are those of the founding; the channel knows the ones in force. */
    private List<OrdererAddress> planned() {
        OrganizationFolder folder = self();
        return network.plan().gateways(folder.mspId()).stream()
                .map(host -> new OrdererAddress(
                        host.mspId(),
                        Endpoint.parse(host.ordererEndpoint()),
                        List.of(Pem.readCertificate(folder.tlsRoot(host.mspId())))))
                .toList();
    }

    private ChannelOrderers orderers(List<OrdererAddress> addresses) {
        return new ChannelOrderers(
                network.plan().channel(),
                addresses,
                new OrdererAccess(self().enrolment("admin"), random, clock, PATIENCE));
    }

    private OrganizationFolder self() {
        return network.organization(network.organizations().get(0));
    }
}

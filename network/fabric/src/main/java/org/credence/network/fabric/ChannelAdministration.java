package org.credence.network.fabric;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.credence.network.fabric.config.AppliedUpdate;
import org.credence.network.fabric.config.BoardCheck;
import org.credence.network.fabric.config.CarriedUpdate;
import org.credence.network.fabric.config.ChangeRefusedException;
import org.credence.network.fabric.config.ChannelConfiguration;
import org.credence.network.fabric.config.ChannelOrderers;
import org.credence.network.fabric.config.ChannelSigner;
import org.credence.network.fabric.config.ConfigBlock;
import org.credence.network.fabric.config.ConfigChange;
import org.credence.network.fabric.config.Endpoint;
import org.credence.network.fabric.config.OrdererAccess;
import org.credence.network.fabric.config.OrdererAddress;
import org.credence.network.fabric.config.SignatureCount;
import org.credence.network.identity.Pem;
import org.credence.protocol.StateView;
import org.credence.protocol.rules.LedgerState;

/**
 * Changes of the channel's configuration by the administrators whose keys are on this machine. Nobody's key signs, and nothing is sent,
 * before the board has decided on the ledger what the update's bytes do to the membership.
 */
public final class ChannelAdministration {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final FabricNetwork network;
    private final BoardCheck board;
    private final InstantSource clock;
    private final SecureRandom random;

    /** @param ledger the contract's state, in which the board's decisions stand */
    public ChannelAdministration(FabricNetwork network, StateView ledger, InstantSource clock, SecureRandom random) {
        this.network = network;
        this.board = new BoardCheck(ledger);
        this.clock = clock;
        this.random = random;
    }

    /** For changes that the board is not asked about, as of certificates and machines; a change of who is on the channel is refused. */
    public ChannelAdministration(FabricNetwork network, InstantSource clock, SecureRandom random) {
        this(network, new LedgerState(), clock, random);
    }

    /** The configuration in force. */
    public ChannelConfiguration configuration() {
        return newest().configuration();
    }

    /** The block that put the configuration in force. */
    public ConfigBlock newest() {
        return orderers(planned()).newest();
    }

    /**
     * Puts a change in force, signed by the administrators of these organizations, and returns when it is.
     *
     * @param signers MSP ids; their parts are on this machine
     * @return the block that puts it in force
     * @throws ChangeRefusedException if it would break the channel, the board has not decided it, or the signatures are not enough
     */
    public ConfigBlock apply(ConfigChange change, List<String> signers) {
        return submit(sign(draft(List.of(change)), signers));
    }

    /**
     * An unsigned update with these changes, one after the other.
     *
     * @throws ChangeRefusedException if it would break the channel, or change nothing
     */
    public CarriedUpdate draft(List<ConfigChange> changes) {
        ChannelConfiguration before = configuration();
        ChannelConfiguration after = before;
        for (ConfigChange change : changes) {
            after = change.applyTo(after);
        }
        return CarriedUpdate.between(before, after);
    }

    /**
     * What an update would do, and what it still needs.
     *
     * @throws ChangeRefusedException if it was not made for the configuration in force, or would break the channel
     */
    public UpdateReview review(CarriedUpdate update) {
        return review(configuration(), update);
    }

    private UpdateReview review(ChannelConfiguration inForce, CarriedUpdate update) {
        AppliedUpdate applied = AppliedUpdate.on(inForce, update.update());
        return new UpdateReview(
                applied.summary(), board.undecided(applied), SignatureCount.of(inForce, update, clock.instant()));
    }

    /**
     * The update with the signatures of these organizations' administrators.
     *
     * @param signers MSP ids; their parts are on this machine
     * @throws ChangeRefusedException if the board has not decided what it does, or it was not made for the configuration in force
     */
    public CarriedUpdate sign(CarriedUpdate update, List<String> signers) {
        requireNone("is not signed", review(update).undecided());
        CarriedUpdate signed = update;
        for (String mspId : signers) {
            signed = signed.signedBy(new ChannelSigner(
                    network.organization(mspId).enrolment("admin").identity(), random));
        }
        return signed;
    }

    /**
     * Puts an update in force, and returns when it is; harmless if it is the newest one already.
     *
     * @return the block that puts it in force
     * @throws ChangeRefusedException if the board has not decided what it does, signatures are missing, or it was not made for the
     *     configuration in force
     * @throws org.credence.network.fabric.config.UpdateRefusedException if the orderers refuse it
     */
    public ConfigBlock submit(CarriedUpdate update) {
        ConfigBlock newest = newest();
        if (newest.update().equals(update.update())) {
            return newest;
        }
        ChannelConfiguration before = newest.configuration();
        requireNone("is not sent", review(before, update).obstacles());
        return orderers(OrdererAddress.of(before)).submit(update);
    }

    private static void requireNone(String what, List<String> obstacles) {
        if (!obstacles.isEmpty()) {
            throw new ChangeRefusedException("the update " + what + ": " + String.join("; ", obstacles));
        }
    }

    /* The plan's addresses may be those of the founding; the channel knows the ones in force. */
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

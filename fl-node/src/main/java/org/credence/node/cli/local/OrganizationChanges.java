package org.credence.node.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.credence.network.fabric.ChannelAdministration;
import org.credence.network.fabric.FabricException;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.Host;
import org.credence.network.fabric.HostRules;
import org.credence.network.fabric.JoiningHost;
import org.credence.network.fabric.NetworkStatus;
import org.credence.network.fabric.UpdateReview;
import org.credence.network.fabric.config.AddOrganization;
import org.credence.network.fabric.config.CarriedUpdate;
import org.credence.network.fabric.config.ChangeRefusedException;
import org.credence.network.fabric.config.ChannelConfiguration;
import org.credence.network.fabric.config.ConfigBlock;
import org.credence.network.fabric.config.ConfigChange;
import org.credence.network.identity.Organization;
import org.credence.protocol.MemberId;

/**
 * Organizations that come and go, as far as the keys on this machine go: the board's votes, then the channel's update with signatures, then
 * the folders and processes here. What is done already is not done again, so the same call goes on where others' votes or signatures were
 * missing. Nothing is voted on or signed that would break the channel.
 */
public final class OrganizationChanges implements AutoCloseable {
    private final FabricNetwork network;
    private final NetworkLedger ledger;
    private final ChannelAdministration administration;
    private final Consumer<String> progress;

    /** @param progress is told what goes on, a line each */
    public OrganizationChanges(
            FabricNetwork network, InstantSource clock, SecureRandom random, Consumer<String> progress) {
        this.network = network;
        this.ledger = new NetworkLedger(network, clock, random);
        this.administration = new ChannelAdministration(network, ledger.state(), clock, random);
        this.progress = progress;
    }

    /**
     * Lets an organization in.
     *
     * @param definition what the channel has to know of it
     * @param carried where the update stands while signatures are missing
     * @return the network with it
     * @throws ChangeRefusedException if it would break the channel, or votes or signatures are missing: the message says whose
     */
    public FabricNetwork add(Organization definition, Path carried) throws IOException {
        String mspId = definition.mspId();
        ConfigBlock newest = administration.newest();
        if (newest.configuration().organization(mspId).isPresent()) {
            return followed(newest);
        }
        List<ConfigChange> changes = List.of(new AddOrganization(definition, List.of()));
        administration.draft(changes);
        decide(BoardQuestion.ADMIT, mspId);
        return followed(putInForce(changes, carried));
    }

    /**
     * Has an organization leave, with whatever it hosts; what runs of it here is stopped, its data and keys stay. The network is to be that of
     * the others ({@link FabricNetwork#without}).
     *
     * @param carried where the update stands while signatures are missing
     * @return the network without it
     * @throws ChangeRefusedException if it would break the channel, or votes or signatures are missing: the message says whose
     */
    public FabricNetwork remove(String mspId, Path carried) throws IOException {
        ConfigBlock newest = administration.newest();
        if (newest.configuration().organization(mspId).isPresent()) {
            List<ConfigChange> changes = HostRules.leave(newest.configuration(), mspId);
            administration.draft(changes);
            decide(BoardQuestion.EXPEL, mspId);
            newest = putInForce(changes, carried);
        }
        network.stop(mspId);
        return followed(newest);
    }

    /**
     * Makes a member a host: its peer joins and endorses, then its ordering node.
     *
     * @param machine where
     * @param snapshot that its peer begins with; without one it takes every block
     * @param carried where the update stands while signatures are missing
     * @return the network with the host
     * @throws FabricException if a host here is not well
     * @throws ChangeRefusedException if it would break the channel, or signatures are missing: the message says whose
     */
    public FabricNetwork host(Host machine, Optional<Path> snapshot, Path carried) throws IOException {
        NetworkStatus status = network.status();
        if (!status.isWell()) {
            throw new FabricException(
                    "a host is brought in when all others are well: until it has caught up nobody else may"
                            + " fail; 'credence network status' tells more, 'credence network up fabric' starts what does not run");
        }
        JoiningHost host = network.joining(machine);
        progress.accept("the peer of " + machine.mspId());
        host.startPeer(snapshot);
        progress.accept("the contract's service of " + machine.mspId());
        host.startContract();
        ConfigBlock newest = administration.newest();
        List<ConfigChange> changes = host.changes(newest.configuration());
        ConfigBlock inForce = changes.isEmpty() ? newest : putInForce(changes, carried);
        progress.accept("the ordering node of " + machine.mspId());
        host.startOrderer(inForce);
        return followed(inForce);
    }

    private void decide(BoardQuestion question, String mspId) {
        Board.Standing standing = Board.of(ledger, network.organizations()).vote(question, new MemberId(mspId));
        progress.accept(standing.toString());
        if (!standing.isDecided()) {
            throw new ChangeRefusedException("%s: others vote by 'credence board vote %s %s', then this command goes on"
                    .formatted(standing, question.word(), mspId));
        }
    }

    private ConfigBlock putInForce(List<ConfigChange> changes, Path carried) throws IOException {
        CarriedUpdate update = administration.draft(changes);
        if (Files.exists(carried)) {
            CarriedUpdate before = CarriedUpdate.read(carried);
            // Another one there was made for an earlier configuration: nobody will take it any more.
            update = before.update().equals(update.update()) ? update.with(before) : update;
        }
        ChannelConfiguration channel = administration.configuration();
        CarriedUpdate signed = administration.sign(
                update,
                network.organizations().stream()
                        .filter(mspId -> channel.organization(mspId).isPresent())
                        .toList());
        UpdateReview review = administration.review(signed);
        if (!review.isReady()) {
            signed.write(carried);
            throw new ChangeRefusedException(
                    "%s holds the update with the signatures that could be made here; %s. Others sign it by 'credence network update sign FILE',"
                                    .formatted(carried, String.join("; ", review.obstacles()))
                            + " whoever has enough puts it in force by 'credence network update submit FILE'");
        }
        progress.accept("the channel's configuration");
        ConfigBlock block = administration.submit(signed);
        Files.deleteIfExists(carried);
        return block;
    }

    private FabricNetwork followed(ConfigBlock inForce) {
        progress.accept("in force from block " + (inForce.number() + 1) + " on");
        FabricNetwork now = network.follow(inForce);
        now.hosts().stream()
                .filter(host -> now.peer(host).isRunning())
                .forEach(host -> now.awaitHeight(host, inForce.number() + 1));
        FabricProfiles.write(now);
        return now;
    }

    @Override
    public void close() {
        ledger.close();
    }
}

package org.credence.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.credence.ledger.Ledger;
import org.credence.ledger.fabric.ClientEnvironment;
import org.credence.ledger.fabric.ClientLimits;
import org.credence.ledger.fabric.ConnectionProfile;
import org.credence.ledger.fabric.FabricLedger;
import org.credence.network.fabric.config.AppliedUpdate;
import org.credence.network.fabric.config.CarriedUpdate;
import org.credence.network.fabric.config.ChannelConfiguration;
import org.credence.network.fabric.config.ChannelOrderers;
import org.credence.network.fabric.config.ChannelSigner;
import org.credence.network.fabric.config.ConfigBlock;
import org.credence.network.fabric.config.ConfigChange;
import org.credence.network.fabric.config.OrdererAccess;
import org.credence.network.fabric.config.OrdererAddress;
import org.credence.network.fabric.config.SignatureCount;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;

/** What the administrators of a running network do to its channel, each with the certificates in its organization's folder. */
final class ChannelChanges {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FabricNetwork network;

    ChannelChanges(FabricNetwork network) {
        this.network = network;
    }

    /** An organization's authority; one at a time, because each keeps its own record of what it issued. */
    CertificateAuthority authority(String mspId) {
        return CertificateAuthority.open(
                network.organization(mspId).authority(), InstantSource.system(), new SecureRandom());
    }

    Enrolment issue(String mspId, IssueRequest request) {
        return authority(mspId).issue(request);
    }

    /** The orderers, as an organization's administrator that knows no more than the channel's first block. */
    ChannelOrderers orderers(String mspId) {
        return orderers(mspId, known(mspId));
    }

    /** One host's orderer, as its own administrator. */
    ChannelOrderers orderer(String mspId) {
        return orderers(
                mspId,
                known(mspId).stream()
                        .filter(orderer -> orderer.mspId().equals(mspId))
                        .toList());
    }

    private List<OrdererAddress> known(String mspId) {
        ConfigBlock genesis = ConfigBlock.parse(
                ByteString.copyFrom(TextFile.read(network.organization(mspId).genesis())));
        return OrdererAddress.of(genesis.configuration());
    }

    private ChannelOrderers orderers(String mspId, List<OrdererAddress> orderers) {
        return new ChannelOrderers(
                network.plan().channel(),
                orderers,
                new OrdererAccess(
                        network.organization(mspId).enrolment("admin"),
                        new SecureRandom(),
                        InstantSource.system(),
                        PATIENCE));
    }

    ChannelConfiguration inForce() {
        return orderers("Org01").newest().configuration();
    }

    /** An unsigned update with these changes. */
    CarriedUpdate update(ConfigChange... changes) {
        ChannelConfiguration before = inForce();
        ChannelConfiguration after = before;
        for (ConfigChange change : changes) {
            after = change.applyTo(after);
        }
        return CarriedUpdate.between(before, after);
    }

    SignatureCount count(CarriedUpdate update) {
        return SignatureCount.of(inForce(), update, Instant.now());
    }

    CarriedUpdate signed(CarriedUpdate update, String... mspIds) {
        CarriedUpdate signed = update;
        for (String mspId : mspIds) {
            Enrolment admin = network.organization(mspId).enrolment("admin");
            signed = signed.signedBy(new ChannelSigner(admin.identity(), new SecureRandom()));
        }
        return signed;
    }

    /** All founders. */
    String[] majority() {
        return network.plan().members().toArray(String[]::new);
    }

    ConfigBlock putInForce(ConfigChange change, String... signers) {
        return putInForce(update(change), signers);
    }

    ConfigBlock putInForce(CarriedUpdate update, String... signers) {
        CarriedUpdate signed = signed(update, signers);
        assertThat(count(signed).missing()).isEmpty();
        assertThat(AppliedUpdate.on(inForce(), signed.update()).summary()).isNotEmpty();
        return orderers("Org01").submit(signed);
    }

    /** Returns when the hosts' peers have the block: until then they act on the configuration before it. */
    void awaitPeers(ConfigBlock block) {
        for (String host : network.hosts()) {
            network.awaitHeight(host, block.number() + 1);
        }
    }

    /** The ledger by a host's gateway. */
    Ledger connect(String host, Enrolment enrolment) {
        return FabricLedger.connect(
                ConnectionProfile.of(
                        network.plan().host(host).peerEndpoint(),
                        network.plan().channel(),
                        network.plan().contract(),
                        authority(host).organization().tlsRoots()),
                enrolment,
                ClientLimits.DEFAULT,
                new ClientEnvironment(InstantSource.system(), new SecureRandom(), new SecureRandom(), Runnable::run));
    }
}

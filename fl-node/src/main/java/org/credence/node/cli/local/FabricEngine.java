package org.credence.node.cli.local;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.util.List;
import java.util.function.Supplier;
import org.credence.ledger.fabric.BlockArchive;
import org.credence.ledger.fabric.ConnectionProfile;
import org.credence.network.fabric.ChannelAdministration;
import org.credence.network.fabric.FabricException;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.FabricPrograms;
import org.credence.network.fabric.NetworkPlan;
import org.credence.network.fabric.NetworkStatus;
import org.credence.network.fabric.PortRange;
import org.credence.network.fabric.config.EnforceRevocations;
import org.credence.protocol.MemberId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Fabric network whose processes are on this machine. */
final class FabricEngine implements LedgerEngine {
    private static final Logger LOG = LoggerFactory.getLogger(FabricEngine.class);

    private final FabricNetwork network;
    private final boolean own;
    private final Founders founders;
    private final Thread atExit;

    /**
     * A network that is up.
     *
     * @param own whether it is stopped when this is closed, or the process ends otherwise than by a kill
     */
    private FabricEngine(FabricNetwork network, boolean own, Founders founders) {
        this.network = network;
        this.founders = founders;
        this.own = own;
        this.atExit = new Thread(network::down, "fabric-down");
        if (own) {
            Runtime.getRuntime().addShutdownHook(atExit);
        }
    }

    /** The run's own network, made on first use, and started. */
    static FabricEngine start(Founders founders, FabricPrograms programs, int hosts) {
        Path folder = founders.certificates().home();
        NetworkPlan plan = FabricNetwork.planOf(folder)
                .orElseGet(() -> NetworkPlan.local(
                        LocalNetwork.CHANNEL, LocalNetwork.CHAINCODE, founders.mspIds(), hosts, new PortRange()));
        FabricNetwork network = FabricNetwork.found(folder, plan, environment(founders, programs));
        var engine = new FabricEngine(network, true, founders);
        try {
            network.up();
            return engine;
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /** A network that is up already. */
    static FabricEngine join(Founders founders, FabricPrograms programs, Path folder) {
        FabricNetwork network = FabricNetwork.open(folder, environment(founders, programs));
        for (String member : founders.mspIds()) {
            if (!network.organizations().contains(member)) {
                throw new FabricException("%s is none of the organizations in %s, which are %s"
                        .formatted(member, folder, network.organizations()));
            }
        }
        NetworkStatus status = network.status();
        if (!status.isWell()) {
            throw new FabricException(
                    "the network in %s is not up: 'credence network status --dir %s' tells more, 'credence network up fabric --dir %s' starts it"
                            .formatted(folder, folder, folder));
        }
        return new FabricEngine(network, false, founders);
    }

    private static FabricNetwork.Environment environment(Founders founders, FabricPrograms programs) {
        return new FabricNetwork.Environment(
                programs, ContractPrograms.credence(), founders.clock(), founders.random(), step -> {
                    LOG.atInfo().addKeyValue("step", step).log("Fabric network");
                    founders.steps().accept("Fabric network: " + step);
                });
    }

    @Override
    public ConnectionProfile profile(MemberId member) {
        return FabricProfiles.of(network, member.value());
    }

    @Override
    public void announce(MemberId organization, X509CRL list) {
        new ChannelAdministration(network, founders.clock(), founders.random())
                .apply(new EnforceRevocations(organization.value(), list), List.of(organization.value()));
    }

    @Override
    public long keepBlocks(Supplier<BlockArchive> source, Path file) throws IOException, InterruptedException {
        try (BlockArchive archive = source.get()) {
            return KeptBlocks.write(archive, file);
        }
    }

    @Override
    public void close() {
        if (own && Runtime.getRuntime().removeShutdownHook(atExit)) {
            network.down();
        }
    }
}

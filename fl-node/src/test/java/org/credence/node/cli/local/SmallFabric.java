package org.credence.node.cli.local;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.FabricPrograms;
import org.credence.network.fabric.NetworkPlan;
import org.credence.network.fabric.PortRange;
import org.credence.protocol.MemberId;
import org.junit.jupiter.api.Assumptions;

/** A real Fabric network of the small study's members, A to D of them hosts. Its processes are its own, as on real machines. */
public final class SmallFabric implements AutoCloseable {
    /** The members that run a peer and an ordering node. */
    public static final List<MemberId> HOSTS = SmallStudy.MEMBERS.subList(0, NetworkPlan.LEAST_HOSTS);

    private final Path folder;
    private final FabricPrograms programs;
    private final FabricNetwork network;

    private SmallFabric(Path folder, FabricPrograms programs, FabricNetwork network) {
        this.folder = folder;
        this.programs = programs;
        this.network = network;
    }

    /** Skips the tests where Fabric's programs are not on PATH. */
    public static FabricPrograms require() {
        String path = System.getenv("PATH");
        Assumptions.assumeTrue(
                FabricPrograms.present(path),
                "skipped: peer, orderer, configtxgen and osnadmin of Hyperledger Fabric v3.1 or later are not on PATH");
        return FabricPrograms.find(Optional.empty(), path);
    }

    /** The network in a folder, made on first use; nothing is started. */
    public static SmallFabric in(Path folder) {
        FabricPrograms programs = require();
        NetworkPlan plan = FabricNetwork.planOf(folder)
                .orElseGet(() -> NetworkPlan.local(
                        LocalNetwork.CHANNEL,
                        LocalNetwork.CHAINCODE,
                        SmallStudy.MEMBERS.stream().map(MemberId::value).toList(),
                        HOSTS.size(),
                        new PortRange()));
        var environment = new FabricNetwork.Environment(
                programs, ContractPrograms.credence(), InstantSource.system(), new SecureRandom(), step -> {});
        return new SmallFabric(folder, programs, FabricNetwork.found(folder, plan, environment));
    }

    /** Its parts. */
    public FabricNetwork network() {
        return network;
    }

    /** The ledger of a study that runs on it. */
    public LedgerChoice choice() {
        return new LedgerChoice.RunningFabric(programs, folder);
    }

    /** Stops what runs. */
    @Override
    public void close() {
        network.down();
    }
}

package org.credence.bench;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.credence.network.fabric.DaemonProcess;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.FabricPrograms;
import org.credence.network.fabric.NetworkPlan;
import org.credence.network.fabric.OrganizationFolder;
import org.credence.network.fabric.PortRange;
import org.credence.node.cli.local.ContractPrograms;
import org.credence.node.cli.local.LedgerChoice;
import org.credence.node.cli.local.LocalNetwork;
import org.credence.node.evidence.RunFolder;
import org.credence.protocol.MemberId;

/** A Fabric network on this machine with the least hosts. It is stopped also when this process is asked to end. */
final class FabricBench implements BenchLedger {
    private final FabricPrograms programs;
    private final Path folder;
    private final FabricNetwork network;
    private final Thread atExit;

    private FabricBench(FabricPrograms programs, Path folder, FabricNetwork network) {
        this.programs = programs;
        this.folder = folder;
        this.network = network;
        this.atExit = new Thread(network::down, "fabric-down");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Founds and starts it.
     *
     * @param members the first of them host
     * @param progress is told what goes on, a line each
     * @throws org.credence.network.fabric.FabricException if it does not start; then nothing of it runs
     */
    static FabricBench start(
            RunFolder run, List<MemberId> members, FabricPrograms programs, Consumer<String> progress) {
        NetworkPlan plan = NetworkPlan.local(
                LocalNetwork.CHANNEL,
                LocalNetwork.CHAINCODE,
                members.stream().map(MemberId::value).toList(),
                NetworkPlan.LEAST_HOSTS,
                new PortRange());
        FabricNetwork network = FabricNetwork.found(
                run.network(),
                plan,
                new FabricNetwork.Environment(
                        programs, ContractPrograms.credence(), InstantSource.system(), new SecureRandom(), progress));
        var ledger = new FabricBench(programs, run.network(), network);
        try {
            network.up();
            return ledger;
        } catch (RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    @Override
    public LedgerChoice choice() {
        return new LedgerChoice.RunningFabric(programs, folder);
    }

    @Override
    public Map<LedgerPart, List<ProcessHandle>> processes() {
        Map<LedgerPart, List<ProcessHandle>> processes = new EnumMap<>(LedgerPart.class);
        processes.put(LedgerPart.NODES, List.of(ProcessHandle.current()));
        processes.put(LedgerPart.ORDERERS, running(host -> Stream.of(network.orderer(host))));
        processes.put(LedgerPart.PEERS, running(host -> Stream.of(network.peer(host))));
        processes.put(LedgerPart.SERVICES, running(host -> network.contracts(host).stream()));
        return processes;
    }

    private List<ProcessHandle> running(Function<String, Stream<DaemonProcess>> ofHost) {
        return network.hosts().stream()
                .flatMap(ofHost)
                .map(process -> process.handle()
                        .orElseThrow(() -> new IllegalStateException("the " + process.name()
                                + " does not run any more; its log in " + folder + " says why")))
                .toList();
    }

    @Override
    public Map<String, Long> disk() {
        Map<String, Long> disk = new LinkedHashMap<>();
        for (String host : network.hosts()) {
            OrganizationFolder organization = network.organization(host);
            Path orderer = organization.orderer().resolve("data");
            Path ledgers = organization.peer().resolve("data").resolve("ledgersData");
            long blocks = DiskUse.bytes(ledgers.resolve("chains"));
            disk.merge("ordering nodes", DiskUse.bytes(orderer), Long::sum);
            disk.merge("peers' blocks", blocks, Long::sum);
            disk.merge("peers' state and history", DiskUse.bytes(ledgers) - blocks, Long::sum);
        }
        return disk;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        network.down();
    }
}

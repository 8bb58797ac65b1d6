package org.credence.network.fabric;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Definitions of contracts that the consortium's own does not need: with private data collections, or under another name for
 * the same package, so that several contracts share a service and each has a state of its own.
 */
public final class TestDefinitions implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String VERSION = "1.0";

    private final FabricNetwork network;
    private final Map<String, HostParts> parts = new TreeMap<>();
    private final Map<String, PeerCommand> peers = new TreeMap<>();
    private final ExecutorService threads;

    /** All hosts of a network whose parts are on this machine. */
    public TestDefinitions(FabricNetwork network, FabricPrograms programs) {
        this.network = network;
        Health health = new Health();
        for (Host host : network.plan().hosts()) {
            OrganizationFolder folder = network.organization(host.mspId());
            parts.put(host.mspId(), new HostParts(programs, network.plan(), folder, health));
            peers.put(host.mspId(), new PeerCommand(programs, network.plan(), folder));
        }
        threads = Executors.newFixedThreadPool(parts.size());
    }

    /** Fabric's programs; without them the test is skipped. */
    public static FabricPrograms requirePrograms() {
        return TestFabric.require();
    }

    /** Installs a package for this version on every peer, and starts its services. */
    public void serve(ContractVersion version, ContractProgram program) {
        all(parts.values(), part -> {
            ContractService service = part.service(version);
            part.lifecycle().install(service);
            service.start(program);
        });
    }

    /**
     * Puts contracts in force that run the package of a version, and returns when every peer knows them.
     *
     * @param names of the contracts
     * @param sequence of their definitions
     * @param version whose package is installed
     * @param collections a file as {@code --collections-config} wants it
     */
    public void define(List<String> names, int sequence, ContractVersion version, Optional<Path> collections) {
        all(
                peers.values(),
                peer -> names.forEach(name -> {
                    List<String> command = definition("approveformyorg", peer, name, sequence, collections);
                    command.addAll(List.of(
                            "--package-id",
                            part(peer.organization()).service(version).packageId()));
                    peer.run(command);
                }));
        List<PeerCommand> committers = List.copyOf(peers.values());
        all(committers, peer -> {
            for (int i = committers.indexOf(peer); i < names.size(); i += committers.size()) {
                List<String> command = definition("commit", peer, names.get(i), sequence, collections);
                command.addAll(peer.peers(network.plan().hosts()));
                peer.run(command);
            }
        });
        all(parts.values(), part -> names.forEach(name -> awaitInForce(part, name, sequence)));
    }

    private List<String> definition(
            String step, PeerCommand peer, String name, int sequence, Optional<Path> collections) {
        List<String> arguments = new ArrayList<>(List.of("lifecycle", "chaincode", step));
        arguments.addAll(peer.ordering());
        arguments.addAll(List.of("--channelID", network.plan().channel(), "--name", name));
        arguments.addAll(List.of("--version", VERSION, "--sequence", Integer.toString(sequence)));
        arguments.addAll(List.of("--channel-config-policy", "/Channel/Application/Endorsement"));
        collections.ifPresent(file -> arguments.addAll(List.of("--collections-config", file.toString())));
        return arguments;
    }

    private static void awaitInForce(HostParts part, String name, int sequence) {
        part.peer()
                .process()
                .awaitReady(
                        () -> part.lifecycle()
                                .committed(name)
                                .filter(found -> found.sequence() == sequence)
                                .isPresent(),
                        PATIENCE);
    }

    private HostParts part(String mspId) {
        return Optional.ofNullable(parts.get(mspId)).orElseThrow();
    }

    private <T> void all(Collection<T> hosts, Consumer<T> action) {
        CompletableFuture.allOf(hosts.stream()
                        .map(host -> CompletableFuture.runAsync(() -> action.accept(host), threads))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

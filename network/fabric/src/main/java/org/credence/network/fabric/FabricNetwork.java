package org.credence.network.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A consortium's Fabric network, or the part of it that is on this machine. Its folder says everything: whoever opens it, later or in
 * another process, finds what is running and goes on with it. One process at a time may start or stop parts.
 */
public final class FabricNetwork {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final NetworkPlan plan;
    private final Environment environment;
    private final Map<String, OrganizationFolder> folders;
    private final Map<String, HostParts> parts = new TreeMap<>();

    /**
     * What a network needs of its surroundings.
     *
     * @param contract how the consortium's contract is started
     * @param clock dates certificates
     * @param progress is told what goes on, a line each
     */
    public record Environment(
            FabricPrograms programs,
            ContractProgram contract,
            InstantSource clock,
            SecureRandom random,
            Consumer<String> progress) {}

    private FabricNetwork(NetworkPlan plan, Environment environment, Map<String, OrganizationFolder> folders) {
        this.plan = plan;
        this.environment = environment;
        this.folders = folders;
        var health = new Health();
        folders.forEach((mspId, folder) -> {
            if (plan.isHost(mspId)) {
                parts.put(mspId, new HostParts(environment.programs(), plan, folder, health));
            }
        });
    }

    /**
     * Makes a network's folders, or opens those that are there. Starts nothing.
     *
     * @throws FabricException if the folder holds the network of another plan, or cannot be written
     */
    public static FabricNetwork found(Path folder, NetworkPlan plan, Environment environment) {
        Path root = folder.toAbsolutePath().normalize();
        if (!exists(root) || organizations(root).size() < plan.members().size()) {
            environment.progress().accept("certificates and the channel's first block");
            new Founding(root, plan, environment.programs(), environment.clock(), environment.random()).run();
        }
        FabricNetwork network = open(root, environment);
        if (!network.plan().equals(plan)) {
            throw new FabricException(
                    root + " holds another network: its network.json differs from what was asked; name another folder");
        }
        return network;
    }

    /** Whether the folder holds a network, or an organization's part of one. */
    public static boolean exists(Path folder) {
        return !organizations(folder).isEmpty();
    }

    /**
     * The network in a folder, or the part of it in an organization's own folder.
     *
     * @throws FabricException if there is none
     */
    public static FabricNetwork open(Path folder, Environment environment) {
        Path root = folder.toAbsolutePath().normalize();
        Map<String, OrganizationFolder> folders = organizations(root);
        if (folders.isEmpty()) {
            throw new FabricException(root + " holds no network; 'credence network up fabric' makes one");
        }
        NetworkPlan plan = NetworkPlan.read(folders.values().iterator().next().root());
        return new FabricNetwork(plan, environment, folders);
    }

    /** The plan of the network in a folder, also of one whose founding did not end; empty if there is none. */
    public static Optional<NetworkPlan> planOf(Path folder) {
        return Founding.planIn(folder)
                .or(() -> organizations(folder).values().stream()
                        .findFirst()
                        .map(organization -> NetworkPlan.read(organization.root())));
    }

    /** The organizations whose parts are in a network's folder, or the one whose own folder it is, by MSP id; maybe none. */
    public static SortedMap<String, OrganizationFolder> organizations(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        SortedMap<String, OrganizationFolder> found = new TreeMap<>();
        if (!Files.isDirectory(root)) {
            return found;
        }
        if (NetworkPlan.isIn(root)) {
            String mspId = String.valueOf(root.getFileName());
            found.put(mspId, new OrganizationFolder(root, mspId));
            return found;
        }
        try (Stream<Path> entries = Files.list(root)) {
            entries.filter(NetworkPlan::isIn).forEach(entry -> {
                String mspId = String.valueOf(entry.getFileName());
                found.put(mspId, new OrganizationFolder(entry, mspId));
            });
        } catch (IOException e) {
            throw new FabricException(root + " cannot be read: " + e, e);
        }
        return found;
    }

    /** Who hosts what. */
    public NetworkPlan plan() {
        return plan;
    }

    /** Organizations whose part is on this machine. */
    public List<String> organizations() {
        return List.copyOf(folders.keySet());
    }

    /** Hosts whose part is on this machine. */
    public List<String> hosts() {
        return List.copyOf(parts.keySet());
    }

    /** An organization's part. */
    public OrganizationFolder organization(String mspId) {
        OrganizationFolder folder = folders.get(mspId);
        if (folder == null) {
            throw new FabricException("the part of " + mspId + " is not on this machine; here are " + folders.keySet());
        }
        return folder;
    }

    private HostParts part(String mspId) {
        HostParts part = parts.get(mspId);
        if (part == null) {
            throw new FabricException(mspId + " hosts nothing on this machine; hosts here are " + parts.keySet());
        }
        return part;
    }

    /**
     * Starts everything that is not running, deploys the contract on first use, and returns when transactions can be sent.
     *
     * @throws FabricException if a part does not start; what was started goes on
     */
    public void up() {
        progress("ordering nodes");
        all(part -> part.orderer().start());
        progress("peers");
        all(part -> part.peer().start());
        Optional<ContractVersion> committed = first().lifecycle().committed(plan.contract());
        progress("the contract's services");
        deploy(committed.orElseGet(() -> new ContractVersion(plan.contract(), "1.0", 1)), environment.contract());
    }

    /**
     * Puts a version of a contract in force and returns when every peer here answers with it. Done already, it only starts the services
     * that are not running.
     */
    public void deploy(ContractVersion version, ContractProgram program) {
        all(part -> {
            ContractService service = part.service(version);
            part.lifecycle().install(service);
            service.start(program);
        });
        if (!isInForce(first(), version)) {
            progress("approvals of contract " + version.label());
            all(part -> approve(part, version));
            commit(version);
        }
        all(part -> await(part, "contract " + version.label() + " to be in force", () -> isInForce(part, version)));
        all(part -> await(part, "enough other peers", () -> part.peersKnown() >= plan.quorum() - 1));
    }

    /*
     * Where other machines' ordering nodes are not up yet, an approval gets no answer, and may be on the ledger later all the same. Where
     * the others were a quorum without this host, the version is in force before it comes this far.
     */
    private static void approve(HostParts part, ContractVersion version) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (!isInForce(part, version)) {
                    part.lifecycle().approve(part.service(version));
                }
                return;
            } catch (FabricException e) {
                if (System.nanoTime() > end) {
                    throw new FabricException(
                            e.getMessage()
                                    + "; is a quorum of the hosts' ordering nodes running? The same command goes on",
                            e);
                }
            }
        }
    }

    /* On several machines each host comes this far; whoever finds enough approvals first commits for all. */
    private void commit(ContractVersion version) {
        HostParts part = first();
        ContractService service = part.service(version);
        await(
                part,
                "approvals by " + plan.quorum() + " hosts",
                () -> isInForce(part, version)
                        || part.lifecycle().approving(service).size() >= plan.quorum());
        if (isInForce(part, version)) {
            return;
        }
        try {
            // A host that has not approved would not endorse.
            part.lifecycle().commit(service, part.lifecycle().approving(service).subList(0, plan.quorum()));
        } catch (FabricException e) {
            if (!isInForce(part, version)) {
                throw e;
            }
        }
    }

    private static boolean isInForce(HostParts part, ContractVersion version) {
        return part.lifecycle()
                .committed(version.name())
                .filter(version::equals)
                .isPresent();
    }

    /**
     * Replaces the contract by a new version; the state stays, and transactions go on meanwhile. On several machines each host calls this
     * with the same version; whoever comes after it is in force only starts its own service.
     *
     * @param version in words; not that of an earlier definition
     */
    public void upgrade(String version, ContractProgram program) {
        ContractVersion before = first().lifecycle()
                .committed(plan.contract())
                .orElseThrow(() -> new FabricException("there is no contract to upgrade; start the network first"));
        ContractVersion wanted = before.version().equals(version)
                ? before
                : new ContractVersion(plan.contract(), version, before.sequence() + 1);
        deploy(wanted, program);
        if (wanted.sequence() > 1) {
            var replaced = new ContractVersion(plan.contract(), version, wanted.sequence() - 1);
            all(part -> part.service(replaced).process().stop(GRACE));
        }
    }

    /** Asks every process here to end, contract services first, and ends those that do not. Data stay. */
    public void down() {
        for (String mspId : parts.keySet()) {
            contracts(mspId).forEach(process -> process.stop(GRACE));
        }
        all(part -> part.peer().process().stop(GRACE));
        all(part -> part.orderer().process().stop(GRACE));
    }

    /** What runs here, and how it is. */
    public NetworkStatus status() {
        return new StatusReader(plan)
                .read(parts.values(), environment.programs().version());
    }

    /** An organization's peer as a process. */
    public DaemonProcess peer(String mspId) {
        return part(mspId).peer().process();
    }

    /** An organization's ordering node as a process. */
    public DaemonProcess orderer(String mspId) {
        return part(mspId).orderer().process();
    }

    /**
     * What a host's peer holds as of its newest block, as files by which another organization's peer can begin.
     *
     * @return the folder, which is complete
     */
    public Path snapshot(String mspId) {
        return new PeerSnapshots(plan, part(mspId).folder(), part(mspId).peer()).take();
    }

    /** Returns when a host's peer has this many blocks: from then on it acts on what they say. */
    public void awaitHeight(String mspId, long blocks) {
        HostParts part = part(mspId);
        await(
                part,
                blocks + " blocks",
                () -> part.peer().height().filter(height -> height >= blocks).isPresent());
    }

    /** An organization's services of contracts as processes, those of old versions among them. */
    public List<DaemonProcess> contracts(String mspId) {
        OrganizationFolder folder = part(mspId).folder();
        try (Stream<Path> records = Files.list(folder.pid("any").getParent())) {
            return records.map(record -> String.valueOf(record.getFileName()))
                    .filter(name -> name.startsWith("contract-") && name.endsWith(".json"))
                    .map(name -> new DaemonProcess(folder, name.substring(0, name.length() - ".json".length())))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private HostParts first() {
        return parts.values().stream()
                .filter(part -> part.peer().process().isRunning())
                .findFirst()
                .orElseThrow(() -> new FabricException(
                        parts.isEmpty()
                                ? "no host's part is on this machine; here are " + folders.keySet()
                                : "no peer is running here; 'credence network up fabric' starts them"));
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(HostParts part, String what, Condition condition) {
        try {
            part.peer().process().awaitReady(condition::holds, PATIENCE);
        } catch (FabricException e) {
            throw new FabricException("waited for " + what + ": " + e.getMessage(), e);
        }
    }

    private void progress(String what) {
        environment.progress().accept(what);
    }

    /** Does something for every host here, side by side. */
    private void all(Consumer<HostParts> action) {
        if (parts.isEmpty()) {
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(parts.size());
        try {
            List<CompletableFuture<Void>> running = parts.values().stream()
                    .map(part -> CompletableFuture.runAsync(() -> action.accept(part), threads))
                    .toList();
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        } finally {
            threads.shutdown();
        }
    }
}

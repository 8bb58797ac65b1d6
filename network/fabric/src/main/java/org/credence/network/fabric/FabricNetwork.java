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
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.credence.network.fabric.config.ConfigBlock;

/**
 * A consortium's Fabric network, or the part of it that is on this machine. Its folder says everything: whoever opens it, later or in
 * another process, finds what is running and goes on with it. One process at a time may start or stop parts.
 */
public final class FabricNetwork {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path root;
    private final NetworkPlan plan;
    private final Environment environment;

    /** Every organization's folder here, those that left the channel among them. */
    private final Map<String, OrganizationFolder> all;

    private final Map<String, OrganizationFolder> folders = new TreeMap<>();
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

    private FabricNetwork(Path root, NetworkPlan plan, Environment environment, Map<String, OrganizationFolder> all) {
        this.root = root;
        this.plan = plan;
        this.environment = environment;
        this.all = all;
        var health = new Health();
        all.forEach((mspId, folder) -> {
            if (plan.members().contains(mspId)) {
                folders.put(mspId, folder);
            }
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
        return !organizations(folder.toAbsolutePath().normalize()).isEmpty();
    }

    /** Whether the folder is one organization's own. */
    public static boolean isPart(Path folder) {
        return NetworkPlan.isIn(folder.toAbsolutePath().normalize());
    }

    /**
     * The network in a folder, or the part of it in an organization's own folder.
     *
     * @throws FabricException if there is none, or the organization left it
     */
    public static FabricNetwork open(Path folder, Environment environment) {
        Path root = folder.toAbsolutePath().normalize();
        Map<String, OrganizationFolder> folders = organizations(root);
        if (folders.isEmpty()) {
            throw new FabricException(root + " holds no network; 'credence network up fabric' makes one");
        }
        NetworkPlan plan = NetworkPlan.read(folders.values().iterator().next().root());
        var network = new FabricNetwork(root, plan, environment, folders);
        if (network.folders.isEmpty()) {
            throw new FabricException("%s left channel %s; its keys and data stay in %s"
                    .formatted(folders.keySet(), plan.channel(), root));
        }
        return network;
    }

    /** The plan of the network in a folder, also of one whose founding did not end; empty if there is none. */
    public static Optional<NetworkPlan> planOf(Path folder) {
        return Founding.planIn(folder)
                .or(() -> organizations(folder.toAbsolutePath().normalize()).values().stream()
                        .findFirst()
                        .map(organization -> NetworkPlan.read(organization.root())));
    }

    private static Map<String, OrganizationFolder> organizations(Path root) {
        Map<String, OrganizationFolder> found = new TreeMap<>();
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

    /**
     * The same network as the other organizations here see it, for what is done without one of them.
     *
     * @throws FabricException if no other is here
     */
    public FabricNetwork without(String mspId) {
        var others = new FabricNetwork(root, plan, environment, all);
        others.folders.remove(mspId);
        others.parts.remove(mspId);
        if (others.folders.isEmpty()) {
            throw new FabricException("here is nobody but " + mspId + "; this is for the other organizations to do");
        }
        return others;
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
            all(part -> insist(() -> part.lifecycle().approve(part.service(version))));
            commit(version);
        }
        all(part -> await(part, "contract " + version.label() + " to be in force", () -> isInForce(part, version)));
        all(part -> insist(() -> approveInForce(part, version)));
        all(part -> await(part, "enough other peers", () -> part.peersKnown() >= plan.quorum() - 1));
    }

    /* Where other machines' ordering nodes are not up yet, an approval gets no answer, and may be on the ledger later all the same. */
    static void insist(Runnable approval) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                approval.run();
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

    private void approveInForce(HostParts part, ContractVersion version) {
        if (!part.lifecycle().approveInForce(part.service(version))) {
            progress(
                    "the peer of %s lost its organization's approval with its data, and endorses again from the contract's next"
                                    .formatted(part.host().mspId())
                            + " version on: 'credence network upgrade' makes one");
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
        all.keySet().stream().filter(mspId -> !parts.containsKey(mspId)).forEach(this::stop);
    }

    /** Asks what runs here of one organization to end, also of one that is about to host or left the channel. Data stay. */
    public void stop(String mspId) {
        OrganizationFolder folder = all.get(mspId);
        if (folder != null) {
            contracts(folder).forEach(process -> process.stop(GRACE));
            new DaemonProcess(folder, "peer").stop(GRACE);
            new DaemonProcess(folder, "orderer").stop(GRACE);
        }
    }

    /**
     * Brings the folders here into line with the channel's configuration: who is a member, who hosts where. An organization that entered
     * and has a folder here is one of the network's from then on.
     *
     * @return the network as it is now
     */
    public FabricNetwork follow(ConfigBlock inForce) {
        new Following(root, plan).run(inForce);
        return open(root, environment);
    }

    /**
     * A member that is about to host, or goes on with it.
     *
     * @param machine where; as when this was first called, if it was
     * @throws FabricException if it hosts already, or there are as many hosts as can be
     */
    public JoiningHost joining(Host machine) {
        return JoiningHost.prepare(plan, organization(machine.mspId()), machine, environment);
    }

    /** Where a member that is about to host will do so; empty for others. */
    public Optional<Host> machine(String mspId) {
        return Machines.read(organization(mspId));
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
        return contracts(part(mspId).folder());
    }

    private static List<DaemonProcess> contracts(OrganizationFolder folder) {
        try (Stream<Path> records = Files.list(folder.pid("any").getParent())) {
            return records.map(record -> String.valueOf(record.getFileName()))
                    .filter(name -> name.startsWith("contract-"))
                    .map(name -> name.substring(0, name.indexOf('.')))
                    .distinct()
                    .sorted()
                    .map(name -> new DaemonProcess(folder, name))
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

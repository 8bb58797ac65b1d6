package org.credence.network.fabric;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.credence.network.fabric.config.ChannelConfiguration;
import org.credence.network.fabric.config.ChannelOrganization;
import org.credence.network.fabric.config.Consenter;
import org.credence.network.fabric.config.Endpoint;

/**
 * Who hosts what on the channel. Every organization has a copy, {@code network.json}; the copies are equal.
 *
 * @param channel its name: lower-case letters, digits, dots, hyphens
 * @param contract the contract's name on the channel
 * @param timeWindowMinutes how far a proposal's time may be from a peer's clock
 * @param hosts at least {@value #LEAST_HOSTS}: fewer cannot bear a single liar
 * @param members MSP ids of all organizations on the channel, the hosts among them, in the order of the founders
 */
public record NetworkPlan(
        String channel, String contract, int timeWindowMinutes, List<Host> hosts, List<String> members) {
    /** Three honest ones outvote a fourth. */
    public static final int LEAST_HOSTS = 4;

    /** More hosts make every block slower and nothing safer. */
    public static final int MOST_HOSTS = 13;

    /** Fabric's own. */
    public static final int TIME_WINDOW_MINUTES = 15;

    private static final String FILE = "network.json";
    private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9.-]{0,248}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    public NetworkPlan {
        hosts = List.copyOf(hosts);
        members = List.copyOf(members);
        if (!CHANNEL.matcher(channel).matches()) {
            throw new IllegalArgumentException(
                    "a channel's name is lower-case letters, digits, dots or hyphens and starts with a letter, was '"
                            + channel + "'");
        }
        if (hosts.size() < LEAST_HOSTS || hosts.size() > MOST_HOSTS) {
            throw new IllegalArgumentException("a network has %d to %d hosts, was %d; below %d one liar decides"
                    .formatted(LEAST_HOSTS, MOST_HOSTS, hosts.size(), LEAST_HOSTS));
        }
        if (timeWindowMinutes < 1) {
            throw new IllegalArgumentException("timeWindowMinutes must be at least 1, was " + timeWindowMinutes);
        }
        requireDistinct(members);
        for (Host host : hosts) {
            if (!members.contains(host.mspId())) {
                throw new IllegalArgumentException("host " + host.mspId() + " is none of the members");
            }
        }
        requireDistinct(hosts.stream().map(Host::mspId).toList());
        requireDistinct(hosts.stream()
                .flatMap(host -> host.ports().all().stream().map(port -> host.listen() + ":" + port))
                .toList());
    }

    private static void requireDistinct(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(name + " stands in the network's plan twice");
            }
        }
    }

    /**
     * A network on this machine alone.
     *
     * @param members the first {@code hostCount} host
     * @param ports first of the ports of each host, free
     */
    public static NetworkPlan local(
            String channel, String contract, List<String> members, int hostCount, PortRange ports) {
        if (hostCount > members.size()) {
            throw new IllegalArgumentException(
                    "%d hosts need as many members, there are %d".formatted(hostCount, members.size()));
        }
        var hosts = new ArrayList<Host>();
        for (int i = 0; i < hostCount; i++) {
            hosts.add(new Host(members.get(i), "127.0.0.1", "127.0.0.1", ports.next()));
        }
        return new NetworkPlan(channel, contract, TIME_WINDOW_MINUTES, hosts, members);
    }

    /** The same plan for peers that accept proposals with a time this far from their own. */
    public NetworkPlan withTimeWindowMinutes(int minutes) {
        return new NetworkPlan(channel, contract, minutes, hosts, members);
    }

    /**
     * The plan of the same channel after changes: who is on it and who orders, as its configuration says. Members stay in their order, who
     * came since follows; hosts are in the order of their consenters' numbers.
     *
     * @param machines of organizations whose folders are here: of the others' only the shared ports are known
     * @throws FabricException if a host's peer and ordering node are at different addresses
     */
    NetworkPlan following(ChannelConfiguration inForce, Map<String, Host> machines) {
        Map<String, Host> known = new TreeMap<>();
        hosts.forEach(host -> known.put(host.mspId(), host));
        known.putAll(machines);
        Set<String> hosting = new LinkedHashSet<>();
        inForce.consenters().stream()
                .sorted(Comparator.comparing(Consenter::id))
                .forEach(consenter -> hosting.add(consenter.mspId()));
        Set<String> present = new LinkedHashSet<>(members);
        present.addAll(inForce.organizations().keySet());
        present.retainAll(inForce.organizations().keySet());
        return new NetworkPlan(
                channel,
                contract,
                timeWindowMinutes,
                hosting.stream()
                        .map(mspId -> known.computeIfAbsent(mspId, any -> others(inForce, mspId)))
                        .toList(),
                List.copyOf(present));
    }

    private static Host others(ChannelConfiguration inForce, String mspId) {
        ChannelOrganization organization = inForce.organization(mspId).orElseThrow();
        Endpoint peer = first(
                mspId, "anchor peer", organization.application().stream().flatMap(part -> part.anchorPeers().stream()));
        Endpoint orderer = first(
                mspId,
                "ordering node's address",
                organization.ordering().stream().flatMap(part -> part.endpoints().stream()));
        if (!peer.host().equals(orderer.host())) {
            throw new FabricException("%s's peer is at %s and its ordering node at %s; here a host has one address"
                    .formatted(mspId, peer.host(), orderer.host()));
        }
        return new Host(mspId, peer.host(), peer.host(), HostPorts.ofOthers(peer.port(), orderer.port()));
    }

    private static Endpoint first(String mspId, String what, Stream<Endpoint> endpoints) {
        return endpoints
                .findFirst()
                .orElseThrow(() -> new FabricException(
                        "the channel names no " + what + " of " + mspId + ", which orders; ask its administrator"));
    }

    /** The same plan with one more host, which is or becomes a member. */
    NetworkPlan with(Host host) {
        var more = new ArrayList<Host>(hosts);
        more.removeIf(known -> known.mspId().equals(host.mspId()));
        more.add(host);
        return new NetworkPlan(channel, contract, timeWindowMinutes, more, with(host.mspId()).members);
    }

    /** The same plan with one more member, unless it is one. */
    NetworkPlan with(String mspId) {
        Set<String> more = new LinkedHashSet<>(members);
        more.add(mspId);
        return new NetworkPlan(channel, contract, timeWindowMinutes, hosts, List.copyOf(more));
    }

    /** How many hosts must sign a block and endorse a transaction: what two faulty thirds cannot forge, as Fabric counts it. */
    @JsonIgnore
    public int quorum() {
        return HostRules.quorum(hosts.size());
    }

    /** The host of an organization. */
    public Host host(String mspId) {
        return hosts.stream()
                .filter(host -> host.mspId().equals(mspId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(mspId + " hosts nothing"));
    }

    /** Whether the organization runs a peer and an ordering node. */
    public boolean isHost(String mspId) {
        return hosts.stream().anyMatch(host -> host.mspId().equals(mspId));
    }

    /**
     * The gateways of an organization in the order in which it tries them: its own, then the others, each organization beginning with
     * another one so that the load spreads.
     */
    public List<Host> gateways(String mspId) {
        int first = isHost(mspId) ? hosts.indexOf(host(mspId)) : Math.floorMod(members.indexOf(mspId), hosts.size());
        var inOrder = new ArrayList<Host>(hosts.subList(first, hosts.size()));
        inOrder.addAll(hosts.subList(0, first));
        return inOrder;
    }

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    static NetworkPlan read(Path folder) {
        return readFile(folder.resolve(FILE));
    }

    static NetworkPlan readFile(Path file) {
        try {
            return JSON.readValue(Files.readAllBytes(file), NetworkPlan.class);
        } catch (JsonProcessingException e) {
            throw new FabricException(file + " is no network's plan: " + e.getOriginalMessage() + "; restore it", e);
        } catch (IOException e) {
            throw new FabricException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    void write(Path folder) {
        writeFile(folder.resolve(FILE));
    }

    void writeFile(Path file) {
        try {
            TextFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan can be written", e);
        }
    }
}

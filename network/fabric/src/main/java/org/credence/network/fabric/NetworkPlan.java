package org.credence.network.fabric;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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

    /** How many hosts must sign a block and endorse a transaction: what two faulty thirds cannot forge, as Fabric counts it. */
    @JsonIgnore
    public int quorum() {
        int faulty = (hosts.size() - 1) / 3;
        return (hosts.size() + faulty + 2) / 2;
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

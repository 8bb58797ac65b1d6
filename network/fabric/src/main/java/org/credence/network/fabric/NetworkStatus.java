package org.credence.network.fabric;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How the parts of a network on this machine are.
 *
 * @param version of Fabric
 * @param contract the definition in force, in words; {@code none} if there is none or no peer answers
 * @param members all organizations on the channel, as far as is known here
 * @param hosts in the order of their names
 */
public record NetworkStatus(
        String channel, String version, String contract, List<String> members, List<HostStatus> hosts) {
    public NetworkStatus {
        members = List.copyOf(members);
        hosts = List.copyOf(hosts);
    }

    /**
     * How one host is.
     *
     * @param peerHeight blocks that its peer says it has; none, 0, if it does not answer or has not joined
     * @param ordererHeight blocks that its ordering node says it has; none, 0, likewise
     * @param leader the organization whose ordering node leads, as this one sees it; empty if it does not say
     * @param contractReachable whether the service of the definition in force takes connections
     * @param expires when the first of its certificates does
     * @param expiring the name of that certificate
     */
    public record HostStatus(
            String mspId,
            boolean peerRunning,
            long peerHeight,
            boolean ordererRunning,
            long ordererHeight,
            String leader,
            boolean contractReachable,
            Instant expires,
            String expiring) {}

    /** The most blocks that anybody here has; 0 if nobody answers. */
    public long height() {
        return hosts.stream()
                .mapToLong(host -> Math.max(host.peerHeight(), host.ordererHeight()))
                .max()
                .orElse(0);
    }

    /** How many blocks the host's slower node is behind; that of one that does not answer is not known. */
    public long lag(HostStatus host) {
        return height() - Math.min(host.peerHeight(), host.ordererHeight());
    }

    /** The organization whose ordering node leads, as most here see it. */
    public Optional<String> leader() {
        Map<String, Long> votes = hosts.stream()
                .map(HostStatus::leader)
                .filter(leader -> !leader.isEmpty())
                .collect(Collectors.groupingBy(leader -> leader, TreeMap::new, Collectors.counting()));
        return votes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /** Whether every part here runs, answers and has the contract. */
    public boolean isWell() {
        return hosts.stream()
                .allMatch(host -> host.peerHeight() > 0 && host.ordererHeight() > 0 && host.contractReachable());
    }
}

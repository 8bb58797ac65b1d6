package org.credence.network.fabric.config;

import java.util.List;
import java.util.Set;

/**
 * How many of which hosts' peers must endorse: {@code OutOf(required, hosts)}.
 *
 * @param required at least 1, at most the number of hosts
 * @param hosts MSP ids, distinct, in the order in which the policy names them
 */
public record EndorsementRule(int required, List<String> hosts) {
    public EndorsementRule {
        hosts = List.copyOf(hosts);
        if (required < 1 || required > hosts.size()) {
            throw new IllegalArgumentException("an endorsement rule over " + hosts.size() + " hosts needs 1 to "
                    + hosts.size() + " of them, was " + required);
        }
        if (Set.copyOf(hosts).size() != hosts.size()) {
            throw new IllegalArgumentException("an endorsement rule names each host once, was " + hosts);
        }
    }

    /** In the words of Fabric's policies. */
    @Override
    public String toString() {
        return required + " of ("
                + String.join(", ", hosts.stream().map(host -> host + ".peer").toList()) + ")";
    }
}

package org.credence.network.ledger.config;

import java.util.List;
import java.util.Set;

/**
 * How many different hosts' peers must endorse a transaction.
 *
 * @param required at least 1, at most the number of hosts
 * @param hosts MSP ids, distinct
 */
public record EndorsementPolicy(int required, List<String> hosts) {
    public EndorsementPolicy {
        hosts = List.copyOf(hosts);
        if (required < 1 || required > hosts.size()) {
            throw new IllegalArgumentException(
                    "an endorsement policy needs 1 to " + hosts.size() + " endorsements, was " + required);
        }
        if (Set.copyOf(hosts).size() != hosts.size()) {
            throw new IllegalArgumentException("an endorsement policy names each host once, was " + hosts);
        }
    }

    /** Whether endorsements by the peers of these organizations are enough. */
    public boolean isMetBy(Set<String> endorsers) {
        return hosts.stream().filter(endorsers::contains).count() >= required;
    }
}

package org.credence.network.ledger.config;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.credence.network.identity.Organization;
import org.credence.network.ledger.msp.Membership;

/**
 * One configuration of the channel. Immutable; safe for many threads.
 */
public final class ChannelConfig {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{0,248}");

    private final String channel;
    private final long sequence;
    private final Membership membership;
    private final String host;
    private final EndorsementPolicy endorsement;

    private ChannelConfig(
            String channel,
            long sequence,
            List<Organization> organizations,
            String host,
            EndorsementPolicy endorsement) {
        if (!NAME.matcher(channel).matches()) {
            throw new IllegalArgumentException(
                    "a channel's name is lower-case letters, digits, dots or hyphens and starts with a letter, was '"
                            + channel + "'");
        }
        List<Organization> ordered = organizations.stream()
                .sorted(Comparator.comparing(Organization::mspId))
                .toList();
        this.channel = channel;
        this.sequence = sequence;
        this.membership = new Membership(ordered);
        this.host = host;
        this.endorsement = endorsement;
        Set<String> known = new HashSet<>();
        ordered.forEach(organization -> known.add(organization.mspId()));
        if (!known.contains(host) || !known.containsAll(endorsement.hosts())) {
            throw new IllegalArgumentException("the host and every endorser must be organizations of the channel");
        }
    }

    /**
     * A channel's first configuration: one host orders and endorses.
     *
     * @param host the MSP id of the organization that runs the ledger
     * @throws IllegalArgumentException when the name is no channel name, the host is not among the organizations, or an
     *     organization's material does not hold together
     */
    public static ChannelConfig first(String channel, List<Organization> organizations, String host) {
        return new ChannelConfig(channel, 0, organizations, host, new EndorsementPolicy(1, List.of(host)));
    }

    static ChannelConfig of(
            String channel,
            long sequence,
            List<Organization> organizations,
            String host,
            EndorsementPolicy endorsement) {
        return new ChannelConfig(channel, sequence, organizations, host, endorsement);
    }

    /**
     * The configuration that follows this one, with these organizations.
     *
     * @throws IllegalArgumentException as for {@link #first}
     */
    public ChannelConfig next(List<Organization> organizations) {
        return new ChannelConfig(channel, sequence + 1, organizations, host, endorsement);
    }

    public String channel() {
        return channel;
    }

    /** 0 for the first configuration, then one more for each change. */
    public long sequence() {
        return sequence;
    }

    public Membership membership() {
        return membership;
    }

    /** By MSP id. */
    public List<Organization> organizations() {
        return membership.organizations();
    }

    /** The organization whose orderer signs blocks. */
    public String host() {
        return host;
    }

    public EndorsementPolicy endorsement() {
        return endorsement;
    }
}

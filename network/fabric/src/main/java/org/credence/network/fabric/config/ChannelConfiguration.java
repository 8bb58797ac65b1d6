package org.credence.network.fabric.config;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.credence.network.identity.Organization;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.OrdererAddresses;
import org.hyperledger.fabric.protos.orderer.ConsensusType;
import org.hyperledger.fabric.protos.peer.AnchorPeers;

/**
 * What a channel's configuration says, over the {@code common.Config} that says it. Immutable; safe for many threads. Two are equal when
 * their channel and their {@code Config} are.
 */
public final class ChannelConfiguration {
    private final String channel;
    private final Config config;
    private final SortedMap<String, ChannelOrganization> organizations;
    private final List<Consenter> consenters;

    private ChannelConfiguration(
            String channel,
            Config config,
            SortedMap<String, ChannelOrganization> organizations,
            List<Consenter> consenters) {
        this.channel = channel;
        this.config = config;
        this.organizations = Collections.unmodifiableSortedMap(organizations);
        this.consenters = consenters;
    }

    /**
     * The view on a configuration.
     *
     * @throws InvalidConfigException when it lacks a part that every channel has, or has parts in its organizations that this program
     *     does not understand
     */
    public static ChannelConfiguration of(String channel, Config config) {
        ConfigGroup application = requireGroup(config, ConfigKeys.APPLICATION);
        ConfigGroup ordering = requireGroup(config, ConfigKeys.ORDERER);
        SortedSet<String> names = new TreeSet<>(application.getGroupsMap().keySet());
        names.addAll(ordering.getGroupsMap().keySet());
        SortedMap<String, ChannelOrganization> organizations = new TreeMap<>();
        names.forEach(name -> organizations.put(name, organization(name, application, ordering)));
        ConfigValue mapping = ordering.getValuesMap().get(ConfigKeys.CONSENTERS);
        return new ChannelConfiguration(
                channel,
                config,
                organizations,
                mapping == null ? List.of() : ConsenterCodec.decode(mapping.getValue()));
    }

    public String channel() {
        return channel;
    }

    /** How many changes came before: 0 for the channel's first configuration. */
    public long sequence() {
        return config.getSequence();
    }

    /** The organizations of the application and of the ordering service, by MSP id. */
    public SortedMap<String, ChannelOrganization> organizations() {
        return organizations;
    }

    /** The organization with this MSP id, if it is on the channel. */
    public Optional<ChannelOrganization> organization(String mspId) {
        return Optional.ofNullable(organizations.get(mspId));
    }

    /** The orderers that take part in consensus, in the order in which the channel lists them. Empty under another protocol than BFT. */
    public List<Consenter> consenters() {
        return consenters;
    }

    /** The name of the consensus protocol: {@code BFT} on a channel of ours. */
    public String consensus() {
        ConfigValue type = requireGroup(config, ConfigKeys.ORDERER)
                .getValuesOrDefault(ConfigKeys.CONSENSUS_TYPE, ConfigValue.getDefaultInstance());
        try {
            return ConsensusType.parseFrom(type.getValue()).getType();
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidConfigException("the consensus type cannot be read", e);
        }
    }

    /** The rule for transactions of contracts that have none of their own; empty when it is not of the form {@code OutOf(k, hosts)}. */
    public Optional<EndorsementRule> endorsement() {
        ConfigPolicy policy =
                requireGroup(config, ConfigKeys.APPLICATION).getPoliciesMap().get(ConfigKeys.ENDORSEMENT);
        return policy == null ? Optional.empty() : Policies.endorsementRule(policy);
    }

    /** Every policy in words, by its path, as {@code /Channel/Application/Admins}. */
    public SortedMap<String, String> policies() {
        SortedMap<String, String> words = new TreeMap<>();
        ConfigTree.elements(config.getChannelGroup()).forEach((key, element) -> {
            if (element instanceof ConfigElement.PolicyElement policy) {
                words.put(key.path(), PolicyWords.of(policy.policy().getPolicy()));
            }
        });
        return Collections.unmodifiableSortedMap(words);
    }

    /** The configuration in Fabric's form. */
    public Config config() {
        return config;
    }

    /** The channel's root group. */
    ConfigGroup root() {
        return config.getChannelGroup();
    }

    /** The same channel with other content; read anew, so that what cannot be read is never built. */
    ChannelConfiguration with(ConfigGroup root) {
        return of(channel, config.toBuilder().setChannelGroup(root).build());
    }

    private static ConfigGroup requireGroup(Config config, String name) {
        ConfigGroup group = config.getChannelGroup().getGroupsMap().get(name);
        if (group == null) {
            throw new InvalidConfigException(
                    "the configuration has no " + name + " group; it is none of an application channel");
        }
        return group;
    }

    private static ChannelOrganization organization(String name, ConfigGroup application, ConfigGroup ordering) {
        Optional<ConfigGroup> member =
                Optional.ofNullable(application.getGroupsMap().get(name));
        Optional<ConfigGroup> orders =
                Optional.ofNullable(ordering.getGroupsMap().get(name));
        Optional<Organization> inApplication = member.map(group -> definition(name, ConfigKeys.APPLICATION, group));
        Optional<Organization> inOrdering = orders.map(group -> definition(name, ConfigKeys.ORDERER, group));
        if (inApplication.isPresent() && inOrdering.isPresent() && !inApplication.equals(inOrdering)) {
            throw new InvalidConfigException("organization " + name
                    + " has two different MSP definitions, among the application's organizations and among those that"
                    + " order; both must change in one update");
        }
        return new ChannelOrganization(
                inApplication.or(() -> inOrdering).orElseThrow(),
                member.map(group -> new ChannelOrganization.ApplicationPart(anchorPeers(name, group))),
                orders.map(group -> new ChannelOrganization.OrderingPart(endpoints(name, group))));
    }

    private static Organization definition(String name, String under, ConfigGroup group) {
        String where = "/" + ConfigKeys.CHANNEL + "/" + under + "/" + name;
        ConfigValue value = group.getValuesMap().get(ConfigKeys.MSP);
        if (value == null) {
            throw new InvalidConfigException("the organization at " + where + " has no MSP definition");
        }
        Organization organization = MspDefinition.decode(value.getValue(), where);
        if (!organization.mspId().equals(name)) {
            throw new InvalidConfigException("the organization at " + where + " defines the MSP " + organization.mspId()
                    + "; here an organization's name is its MSP id");
        }
        return organization;
    }

    private static List<Endpoint> anchorPeers(String name, ConfigGroup group) {
        ConfigValue value = group.getValuesMap().get(ConfigKeys.ANCHOR_PEERS);
        try {
            return value == null
                    ? List.of()
                    : AnchorPeers.parseFrom(value.getValue()).getAnchorPeersList().stream()
                            .map(peer -> new Endpoint(peer.getHost(), peer.getPort()))
                            .toList();
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new InvalidConfigException("the anchor peers of " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Endpoint> endpoints(String name, ConfigGroup group) {
        ConfigValue value = group.getValuesMap().get(ConfigKeys.ENDPOINTS);
        try {
            return value == null
                    ? List.of()
                    : OrdererAddresses.parseFrom(value.getValue()).getAddressesList().stream()
                            .map(Endpoint::parse)
                            .toList();
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new InvalidConfigException(
                    "the addresses of " + name + "'s orderers cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChannelConfiguration that && channel.equals(that.channel) && config.equals(that.config);
    }

    @Override
    public int hashCode() {
        return 31 * channel.hashCode() + config.hashCode();
    }

    @Override
    public String toString() {
        return "configuration " + sequence() + " of channel " + channel + ", organizations " + organizations.keySet();
    }
}

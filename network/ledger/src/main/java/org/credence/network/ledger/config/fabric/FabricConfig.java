package org.credence.network.ledger.config.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.credence.network.identity.IdentityException;
import org.credence.network.identity.Organization;
import org.credence.network.ledger.config.InvalidConfigException;
import org.credence.network.ledger.msp.Membership;
import org.credence.network.ledger.msp.MspCodec;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.msp.MSPConfig;

/** One configuration of a Fabric channel. Immutable; safe for many threads. */
public final class FabricConfig {
    /** The ordering service whose channels are understood. */
    public static final String CONSENSUS = "BFT";

    private static final String APPLICATION = "Application";
    private static final String ORDERER = "Orderer";
    private static final String MSP = "MSP";

    private final String channel;
    private final Config config;
    private final Policies policies;
    private final Consenters consenters;
    private final Membership membership;
    private final Map<String, String> applicationGroups;

    private FabricConfig(String channel, Config config) throws InvalidConfigException {
        this.channel = channel;
        this.config = config;
        ConfigValues.requireSupported(config.getChannelGroup());
        Elements.of(config.getChannelGroup());
        this.policies = new Policies(PolicyTree.of(config.getChannelGroup()));
        this.consenters = Consenters.parse(ConfigValues.of(group(ORDERER), "Orderers"));
        Map<String, Organization> organizations = new TreeMap<>();
        addOrganizations(group(ORDERER), organizations);
        this.applicationGroups = addOrganizations(group(APPLICATION), organizations);
        this.membership = membership(organizations);
        requireQuorumPolicy();
        require("/Channel/Writers");
        require("/Channel/Application/LifecycleEndorsement");
    }

    /**
     * The configuration in a block's config transaction. How it came about is not looked at: see {@link #requireFollowedBy}.
     *
     * @throws InvalidConfigException when the transaction is no such, or has something that is not supported
     */
    public static FabricConfig read(ByteString envelope) throws InvalidConfigException {
        ConfigMessages messages = ConfigMessages.open(envelope);
        try {
            return new FabricConfig(messages.channel(), messages.config().getConfig());
        } catch (IdentityException | IllegalArgumentException e) {
            throw new InvalidConfigException("the configuration cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether an envelope says that it carries a configuration. */
    public static boolean isConfig(ByteString envelope) {
        return ConfigMessages.isConfig(envelope);
    }

    /** The kind of ordering service that a config transaction names; empty when it names none. */
    public static String consensus(ByteString envelope) throws InvalidConfigException {
        Config config = ConfigMessages.open(envelope).config().getConfig();
        return ConfigValues.consensus(
                config.getChannelGroup().getGroupsOrDefault(ORDERER, ConfigGroup.getDefaultInstance()));
    }

    private ConfigGroup group(String name) {
        return config.getChannelGroup().getGroupsOrDefault(name, ConfigGroup.getDefaultInstance());
    }

    /* An organization that both orders and has members stands in both groups, and must be the same in both. */
    private static Map<String, String> addOrganizations(ConfigGroup group, Map<String, Organization> organizations)
            throws InvalidConfigException {
        Map<String, String> names = new TreeMap<>();
        for (Map.Entry<String, ConfigGroup> part : new TreeMap<>(group.getGroupsMap()).entrySet()) {
            Organization organization = organization(part.getKey(), part.getValue());
            Organization other = organizations.putIfAbsent(organization.mspId(), organization);
            if (other != null && !other.equals(organization)) {
                throw new InvalidConfigException("the two MSPs of " + organization.mspId() + " differ");
            }
            if (names.put(organization.mspId(), part.getKey()) != null) {
                throw new InvalidConfigException("two organizations have the MSP " + organization.mspId());
            }
        }
        return names;
    }

    private static Organization organization(String name, ConfigGroup group) throws InvalidConfigException {
        try {
            return MspCodec.decodeWhole(MSPConfig.parseFrom(ConfigValues.of(group, MSP)));
        } catch (InvalidProtocolBufferException | IdentityException | IllegalArgumentException e) {
            throw new InvalidConfigException("organization " + name + ": " + e.getMessage(), e);
        }
    }

    private static Membership membership(Map<String, Organization> organizations) throws InvalidConfigException {
        try {
            return new Membership(List.copyOf(organizations.values()));
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException(String.valueOf(e.getMessage()), e);
        }
    }

    private void requireQuorumPolicy() throws InvalidConfigException {
        var expected = org.hyperledger.fabric.protos.common.Policy.newBuilder()
                .setType(org.hyperledger.fabric.protos.common.Policy.PolicyType.SIGNATURE_VALUE)
                .setValue(consenters.blockValidation())
                .build();
        ConfigPolicy found = group(ORDERER).getPoliciesOrDefault("BlockValidation", ConfigPolicy.getDefaultInstance());
        if (!found.getPolicy().equals(expected)) {
            throw new InvalidConfigException("the policy /Channel/Orderer/BlockValidation must be "
                    + consenters.quorum() + " of the consenters' identities, as Fabric derives it");
        }
    }

    private Policy require(String name) throws InvalidConfigException {
        return policies.find(name).orElseThrow(() -> new InvalidConfigException("there is no policy " + name));
    }

    /**
     * Requires that a config transaction's configuration follows on this one: the next sequence number, and exactly what its
     * update makes of this one, which those have signed whose signatures the changes need.
     *
     * @throws InvalidConfigException when it does not
     */
    public void requireFollowedBy(ByteString envelope, SignatureVerifier signatures) throws InvalidConfigException {
        ConfigMessages next = ConfigMessages.open(envelope);
        if (!next.channel().equals(channel)) {
            throw new InvalidConfigException(
                    "the configuration is of channel '" + next.channel() + "', not '" + channel + "'");
        }
        if (next.config().getConfig().getSequence() != sequence() + 1) {
            throw new InvalidConfigException("the configuration has sequence "
                    + next.config().getConfig().getSequence() + ", it must be " + (sequence() + 1));
        }
        ConfigGroup expected =
                new ConfigUpdates(this, signatures).apply(next.config().getLastUpdate());
        if (!expected.equals(next.config().getConfig().getChannelGroup())) {
            throw new InvalidConfigException("the configuration is not what its update makes of the one before");
        }
    }

    public String channel() {
        return channel;
    }

    /** 0 for the first configuration, then one more for each change. */
    public long sequence() {
        return config.getSequence();
    }

    /** Everybody on the channel: members of the application and of the ordering service. */
    public Membership membership() {
        return membership;
    }

    public Consenters consenters() {
        return consenters;
    }

    public Policies policies() {
        return policies;
    }

    /** Who may submit transactions. */
    public Policy writers() {
        return policies.find("/Channel/Writers").orElseGet(() -> new MissingPolicy("Writers"));
    }

    /**
     * The full name of the policy that an organization has for endorsements in its own name; empty when there is no such
     * organization in the application.
     */
    public Optional<String> ownEndorsementPolicy(String mspId) {
        return Optional.ofNullable(applicationGroups.get(mspId))
                .map(group -> "/Channel/" + APPLICATION + "/" + group + "/Endorsement");
    }

    ConfigGroup channelGroup() {
        return config.getChannelGroup();
    }
}

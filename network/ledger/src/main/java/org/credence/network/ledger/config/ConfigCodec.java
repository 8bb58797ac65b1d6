package org.credence.network.ledger.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.credence.network.identity.IdentityException;
import org.credence.network.identity.Organization;
import org.credence.network.ledger.msp.MspCodec;
import org.hyperledger.fabric.protos.common.BlockDataHashingStructure;
import org.hyperledger.fabric.protos.common.Capabilities;
import org.hyperledger.fabric.protos.common.Capability;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.HashingAlgorithm;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy.Rule;
import org.hyperledger.fabric.protos.common.MSPRole.MSPRoleType;
import org.hyperledger.fabric.protos.msp.MSPConfig;
import org.hyperledger.fabric.protos.orderer.BatchSize;
import org.hyperledger.fabric.protos.orderer.ConsensusType;

/**
 * The configuration as the bytes of a {@code common.ConfigEnvelope}: the channel group with Application and Orderer groups,
 * an MSP value for each organization, and the policies that the ledger enforces. There is one encoding of each
 * configuration (map entries by key, element versions 0); other bytes are refused, so that nothing that looks like a rule
 * goes unenforced.
 */
public final class ConfigCodec {
    private static final String APPLICATION = "Application";
    private static final String ORDERER = "Orderer";
    private static final String MSP = "MSP";
    private static final String CONSENSUS = "embedded";

    /** The most transactions in one block. */
    public static final int MAX_MESSAGES = 500;
    /** The most bytes of one transaction, and of one block's transactions but for a single greater one. */
    public static final int MAX_BYTES = 10 * 1024 * 1024;

    private ConfigCodec() {}

    public static ByteString encode(ChannelConfig config) {
        return deterministic(ConfigEnvelope.newBuilder()
                .setConfig(Config.newBuilder().setSequence(config.sequence()).setChannelGroup(channelGroup(config)))
                .build());
    }

    /**
     * The configuration of the channel that these bytes encode.
     *
     * @throws InvalidConfigException when they are not the encoding of any
     */
    public static ChannelConfig decode(String channel, ByteString bytes) throws InvalidConfigException {
        ChannelConfig config;
        try {
            config = read(channel, ConfigEnvelope.parseFrom(bytes).getConfig());
        } catch (InvalidProtocolBufferException | IdentityException | IllegalArgumentException e) {
            throw new InvalidConfigException("the configuration cannot be read: " + e.getMessage(), e);
        }
        if (!encode(config).equals(bytes)) {
            throw new InvalidConfigException("the configuration is not in its one encoding");
        }
        return config;
    }

    private static ChannelConfig read(String channel, Config config)
            throws InvalidConfigException, InvalidProtocolBufferException {
        ConfigGroup application =
                config.getChannelGroup().getGroupsOrDefault(APPLICATION, ConfigGroup.getDefaultInstance());
        ConfigGroup orderer = config.getChannelGroup().getGroupsOrDefault(ORDERER, ConfigGroup.getDefaultInstance());
        if (orderer.getGroupsCount() != 1) {
            throw new InvalidConfigException("one organization orders, found " + orderer.getGroupsCount());
        }
        List<Organization> organizations = new ArrayList<>();
        for (ConfigGroup group : new TreeMap<>(application.getGroupsMap()).values()) {
            ConfigValue msp = group.getValuesOrDefault(MSP, ConfigValue.getDefaultInstance());
            organizations.add(MspCodec.decode(MSPConfig.parseFrom(msp.getValue())));
        }
        if (!application.containsPolicies(Policies.ENDORSEMENT)) {
            throw new InvalidConfigException("there is no endorsement policy");
        }
        return ChannelConfig.of(
                channel,
                config.getSequence(),
                organizations,
                orderer.getGroupsMap().keySet().iterator().next(),
                Policies.endorsement(application.getPoliciesOrThrow(Policies.ENDORSEMENT)));
    }

    private static ConfigGroup channelGroup(ChannelConfig config) {
        return withMetaPolicies(ConfigGroup.newBuilder())
                .putValues(
                        "HashingAlgorithm",
                        value(HashingAlgorithm.newBuilder().setName("SHA256").build()))
                .putValues(
                        "BlockDataHashingStructure",
                        value(BlockDataHashingStructure.newBuilder()
                                .setWidth(-1)
                                .build()))
                .putValues("Capabilities", capability("V2_0"))
                .putGroups(APPLICATION, applicationGroup(config))
                .putGroups(ORDERER, ordererGroup(config))
                .build();
    }

    private static ConfigGroup applicationGroup(ChannelConfig config) {
        ConfigGroup.Builder group = withMetaPolicies(ConfigGroup.newBuilder())
                .putValues("Capabilities", capability("V2_5"))
                .putPolicies(Policies.ENDORSEMENT, Policies.endorsement(config.endorsement()))
                .putPolicies("LifecycleEndorsement", Policies.endorsement(config.endorsement()));
        config.organizations()
                .forEach(organization -> group.putGroups(organization.mspId(), organizationGroup(organization)));
        return group.build();
    }

    private static ConfigGroup ordererGroup(ChannelConfig config) {
        Organization host = config.organizations().stream()
                .filter(organization -> organization.mspId().equals(config.host()))
                .findFirst()
                .orElseThrow();
        return withMetaPolicies(ConfigGroup.newBuilder())
                .putValues("Capabilities", capability("V2_0"))
                .putValues(
                        "ConsensusType",
                        value(ConsensusType.newBuilder().setType(CONSENSUS).build()))
                .putValues(
                        "BatchSize",
                        value(BatchSize.newBuilder()
                                .setMaxMessageCount(MAX_MESSAGES)
                                .setAbsoluteMaxBytes(MAX_BYTES)
                                .setPreferredMaxBytes(MAX_BYTES)
                                .build()))
                .putPolicies("BlockValidation", Policies.anyOf(List.of(host.mspId()), MSPRoleType.ORDERER))
                .putGroups(host.mspId(), organizationGroup(host))
                .build();
    }

    private static ConfigGroup organizationGroup(Organization organization) {
        List<String> own = List.of(organization.mspId());
        return ConfigGroup.newBuilder()
                .putValues(MSP, value(MspCodec.encode(organization)))
                .putPolicies(Policies.READERS, Policies.anyOf(own, MSPRoleType.MEMBER))
                .putPolicies(
                        Policies.WRITERS,
                        Policies.anyOf(own, MSPRoleType.ADMIN, MSPRoleType.CLIENT, MSPRoleType.ORDERER))
                .putPolicies(Policies.ADMINS, Policies.anyOf(own, MSPRoleType.ADMIN))
                .putPolicies(Policies.ENDORSEMENT, Policies.anyOf(own, MSPRoleType.PEER))
                .setModPolicy(Policies.ADMINS)
                .build();
    }

    private static ConfigGroup.Builder withMetaPolicies(ConfigGroup.Builder group) {
        return group.putPolicies(Policies.READERS, Policies.implicit(Rule.ANY, Policies.READERS))
                .putPolicies(Policies.WRITERS, Policies.implicit(Rule.ANY, Policies.WRITERS))
                .putPolicies(Policies.ADMINS, Policies.implicit(Rule.MAJORITY, Policies.ADMINS))
                .setModPolicy(Policies.ADMINS);
    }

    private static ConfigValue capability(String name) {
        return value(Capabilities.newBuilder()
                .putCapabilities(name, Capability.getDefaultInstance())
                .build());
    }

    private static ConfigValue value(Message message) {
        return ConfigValue.newBuilder()
                .setValue(message.toByteString())
                .setModPolicy(Policies.ADMINS)
                .build();
    }

    private static ByteString deterministic(Message message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(message.getSerializedSize());
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.useDeterministicSerialization();
        try {
            message.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }
}

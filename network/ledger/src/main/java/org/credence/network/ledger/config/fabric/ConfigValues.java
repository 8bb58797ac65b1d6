package org.credence.network.ledger.config.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.credence.network.ledger.config.InvalidConfigException;
import org.hyperledger.fabric.protos.common.BlockDataHashingStructure;
import org.hyperledger.fabric.protos.common.Capabilities;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.HashingAlgorithm;
import org.hyperledger.fabric.protos.orderer.ConsensusType;

/**
 * The values of the tree. Capabilities name the rules by which a channel's peers validate, so those alone are accepted whose
 * rules are the ones that the verifier has; and a group may hold no value that is not known.
 */
final class ConfigValues {
    private static final int WHOLE_WIDTH = -1;

    private static final Set<String> OF_CHANNEL =
            Set.of("HashingAlgorithm", "BlockDataHashingStructure", "Capabilities");
    private static final Set<String> OF_APPLICATION = Set.of("Capabilities", "ACLs");
    private static final Set<String> OF_ORDERER =
            Set.of("Capabilities", "ConsensusType", "Orderers", "BatchSize", "BatchTimeout", "ChannelRestrictions");
    private static final Set<String> OF_MEMBER = Set.of("MSP", "AnchorPeers");
    private static final Set<String> OF_ORDERING_MEMBER = Set.of("MSP", "Endpoints");

    private ConfigValues() {}

    /** @throws InvalidConfigException when there is something whose rules are not known here */
    static void requireSupported(ConfigGroup channel) throws InvalidConfigException {
        if (!channel.getGroupsMap().keySet().equals(Set.of("Application", "Orderer"))) {
            throw new InvalidConfigException("the channel's groups must be Application and Orderer, were "
                    + new TreeSet<>(channel.getGroupsMap().keySet()));
        }
        ConfigGroup application = channel.getGroupsOrThrow("Application");
        ConfigGroup orderer = channel.getGroupsOrThrow("Orderer");
        requireNames("Channel", channel, OF_CHANNEL);
        requireNames("Application", application, OF_APPLICATION);
        requireNames("Orderer", orderer, OF_ORDERER);
        requireMembers(application, OF_MEMBER);
        requireMembers(orderer, OF_ORDERING_MEMBER);
        requireCapability("Channel", channel, "V3_0");
        requireCapability("Application", application, "V2_5");
        requireCapability("Orderer", orderer, "V2_0");
        requireHashes(channel);
        if (!consensus(orderer).equals(FabricConfig.CONSENSUS)) {
            throw new InvalidConfigException(
                    "the ordering service must be " + FabricConfig.CONSENSUS + ", was '" + consensus(orderer) + "'");
        }
    }

    /** The bytes of a value; none when it is not there. */
    static ByteString of(ConfigGroup group, String name) {
        return group.getValuesOrDefault(name, ConfigValue.getDefaultInstance()).getValue();
    }

    static String consensus(ConfigGroup orderer) throws InvalidConfigException {
        try {
            return ConsensusType.parseFrom(of(orderer, "ConsensusType")).getType();
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidConfigException("the kind of ordering service cannot be read", e);
        }
    }

    private static void requireNames(String group, ConfigGroup found, Set<String> known) throws InvalidConfigException {
        for (String name : new TreeSet<>(found.getValuesMap().keySet())) {
            if (!known.contains(name)) {
                throw new InvalidConfigException("group " + group + " has a value " + name
                        + ", which is not supported; " + new TreeSet<>(known) + " are");
            }
        }
    }

    private static void requireMembers(ConfigGroup group, Set<String> known) throws InvalidConfigException {
        for (Map.Entry<String, ConfigGroup> member : group.getGroupsMap().entrySet()) {
            requireNames(member.getKey(), member.getValue(), known);
            if (member.getValue().getGroupsCount() > 0) {
                throw new InvalidConfigException("organization " + member.getKey() + " has groups of its own");
            }
        }
    }

    private static void requireCapability(String group, ConfigGroup found, String supported)
            throws InvalidConfigException {
        try {
            Set<String> names = Capabilities.parseFrom(of(found, "Capabilities"))
                    .getCapabilitiesMap()
                    .keySet();
            if (!names.equals(Set.of(supported))) {
                throw new InvalidConfigException("the capabilities of group " + group + " must be " + supported
                        + ", were " + new TreeSet<>(names));
            }
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidConfigException("the capabilities of group " + group + " cannot be read", e);
        }
    }

    private static void requireHashes(ConfigGroup channel) throws InvalidConfigException {
        try {
            String algorithm =
                    HashingAlgorithm.parseFrom(of(channel, "HashingAlgorithm")).getName();
            int width = BlockDataHashingStructure.parseFrom(of(channel, "BlockDataHashingStructure"))
                    .getWidth();
            if (!algorithm.equals("SHA256") || width != WHOLE_WIDTH) {
                throw new InvalidConfigException("blocks must be hashed by SHA256 over their whole data, was '"
                        + algorithm + "' and width " + Integer.toUnsignedString(width));
            }
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidConfigException("how blocks are hashed cannot be read", e);
        }
    }
}

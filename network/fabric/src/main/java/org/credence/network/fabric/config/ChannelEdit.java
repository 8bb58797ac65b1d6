package org.credence.network.fabric.config;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.function.UnaryOperator;
import org.credence.network.identity.Organization;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.MSPRole.MSPRoleType;
import org.hyperledger.fabric.protos.common.OrdererAddresses;
import org.hyperledger.fabric.protos.peer.AnchorPeer;
import org.hyperledger.fabric.protos.peer.AnchorPeers;

/** What the changes have in common: a copy of a configuration, edited place by place, checked at the end. */
final class ChannelEdit {
    private final ChannelConfiguration current;
    private ConfigGroup root;

    private ChannelEdit(ChannelConfiguration current) {
        this.current = current;
        this.root = current.root();
    }

    static ChannelEdit of(ChannelConfiguration current) {
        return new ChannelEdit(current);
    }

    /** The organization, wherever it stands. */
    static ChannelOrganization require(ChannelConfiguration current, String mspId) {
        return current.organization(mspId)
                .orElseThrow(() ->
                        new ChangeRefusedException("organization " + mspId + " is not on channel " + current.channel()
                                + "; there are " + current.organizations().keySet()));
    }

    /** The consenter with this id. */
    static Consenter requireConsenter(ChannelConfiguration current, int id) {
        return current.consenters().stream()
                .filter(consenter -> consenter.id() == id)
                .findFirst()
                .orElseThrow(() -> new ChangeRefusedException("channel " + current.channel() + " has no consenter " + id
                        + "; there are "
                        + current.consenters().stream().map(Consenter::id).toList()));
    }

    /** Makes an organization one of the application's. */
    ChannelEdit addToApplication(Organization definition, List<Endpoint> anchorPeers) {
        at(application -> application.putGroups(definition.mspId(), organization(definition)), ConfigKeys.APPLICATION);
        return anchorPeers.isEmpty() ? this : anchorPeers(definition.mspId(), anchorPeers);
    }

    /** Makes an organization one of those that order; one that orders already gets another address. */
    ChannelEdit addToOrdering(Organization definition, List<Endpoint> endpoints) {
        String id = definition.mspId();
        if (ConfigTree.group(root, ConfigKeys.ORDERER, id).isEmpty()) {
            at(ordering -> ordering.putGroups(id, organization(definition)), ConfigKeys.ORDERER);
        }
        return ordererEndpoints(id, endpoints);
    }

    private static ConfigGroup organization(Organization definition) {
        String id = definition.mspId();
        return ConfigGroup.newBuilder()
                .setModPolicy(ConfigKeys.ADMINS)
                .putValues(ConfigKeys.MSP, value(MspDefinition.encode(definition)))
                .putPolicies(ConfigKeys.READERS, Policies.anyOf(id, MSPRoleType.MEMBER))
                .putPolicies(
                        ConfigKeys.WRITERS,
                        Policies.anyOf(id, MSPRoleType.ADMIN, MSPRoleType.CLIENT, MSPRoleType.ORDERER))
                .putPolicies(ConfigKeys.ADMINS, Policies.anyOf(id, MSPRoleType.ADMIN))
                .putPolicies(ConfigKeys.ENDORSEMENT, Policies.anyOf(id, MSPRoleType.PEER))
                .build();
    }

    /** Says where an organization's peers are found. */
    ChannelEdit anchorPeers(String mspId, List<Endpoint> peers) {
        AnchorPeers.Builder anchors = AnchorPeers.newBuilder();
        peers.forEach(peer -> anchors.addAnchorPeers(
                AnchorPeer.newBuilder().setHost(peer.host()).setPort(peer.port())));
        return putValue(ConfigKeys.ANCHOR_PEERS, anchors.build().toByteString(), ConfigKeys.APPLICATION, mspId);
    }

    /** Takes an organization out of both groups. */
    ChannelEdit remove(String mspId) {
        at(application -> application.removeGroups(mspId), ConfigKeys.APPLICATION);
        return at(ordering -> ordering.removeGroups(mspId), ConfigKeys.ORDERER);
    }

    /** Gives an organization another definition, in each group in which it stands: Fabric refuses two different ones. */
    ChannelEdit define(Organization definition) {
        for (String group : List.of(ConfigKeys.APPLICATION, ConfigKeys.ORDERER)) {
            if (ConfigTree.group(root, group, definition.mspId()).isPresent()) {
                putValue(ConfigKeys.MSP, MspDefinition.encode(definition), group, definition.mspId());
            }
        }
        return this;
    }

    /** Puts others in the consenters' place, and with them the rule by which their signatures make a block valid. */
    ChannelEdit consenters(List<Consenter> consenters) {
        putValue(ConfigKeys.CONSENTERS, ConsenterCodec.encode(consenters), ConfigKeys.ORDERER);
        return policy(ConfigKeys.BLOCK_VALIDATION, Policies.blockValidation(consenters), ConfigKeys.ORDERER);
    }

    /** Puts this one in place of the consenter with its id. */
    ChannelEdit consenter(Consenter replacement) {
        return consenters(current.consenters().stream()
                .map(consenter -> consenter.id() == replacement.id() ? replacement : consenter)
                .toList());
    }

    /** Says where an organization's orderers are reached. */
    ChannelEdit ordererEndpoints(String mspId, List<Endpoint> endpoints) {
        OrdererAddresses.Builder addresses = OrdererAddresses.newBuilder();
        endpoints.forEach(endpoint -> addresses.addAddresses(endpoint.toString()));
        return putValue(ConfigKeys.ENDPOINTS, addresses.build().toByteString(), ConfigKeys.ORDERER, mspId);
    }

    /** Replaces what a policy says; who guards it stays as it is. */
    ChannelEdit policy(String name, ConfigPolicy policy, String group) {
        return at(
                builder -> builder.putPolicies(
                        name,
                        builder.getPoliciesOrDefault(name, policy).toBuilder()
                                .setPolicy(policy.getPolicy())
                                .build()),
                group);
    }

    /**
     * The edited configuration.
     *
     * @throws ChangeRefusedException when it would break the channel
     */
    ChannelConfiguration done() {
        ChannelConfiguration changed;
        try {
            changed = current.with(root);
        } catch (InvalidConfigException e) {
            throw new ChangeRefusedException("the change would leave a broken configuration: " + e.getMessage(), e);
        }
        ChannelChecks.requireNoNewFault(current, changed);
        return changed;
    }

    private ChannelEdit putValue(String name, ByteString content, String... path) {
        return at(
                group -> group.putValues(
                        name,
                        group.getValuesOrDefault(name, value(content)).toBuilder()
                                .setValue(content)
                                .build()),
                path);
    }

    private ChannelEdit at(UnaryOperator<ConfigGroup.Builder> change, String... path) {
        root = ConfigTree.change(root, change, path);
        return this;
    }

    private static ConfigValue value(ByteString content) {
        return ConfigValue.newBuilder()
                .setValue(content)
                .setModPolicy(ConfigKeys.ADMINS)
                .build();
    }
}

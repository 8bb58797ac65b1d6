package org.credence.network.ledger.config.fabric;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.credence.network.ledger.config.InvalidConfigException;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;

/**
 * The policies of a group and of the groups in it.
 *
 * @param policies of the group itself
 * @param groups by name
 */
record PolicyTree(Map<String, Policy> policies, Map<String, PolicyTree> groups) {
    private static final int SIGNATURE = org.hyperledger.fabric.protos.common.Policy.PolicyType.SIGNATURE_VALUE;
    private static final int IMPLICIT = org.hyperledger.fabric.protos.common.Policy.PolicyType.IMPLICIT_META_VALUE;

    PolicyTree {
        policies = Map.copyOf(policies);
        groups = Map.copyOf(groups);
    }

    /** @throws InvalidConfigException when there is a policy of a kind that is not supported */
    static PolicyTree of(ConfigGroup group) throws InvalidConfigException {
        Map<String, PolicyTree> groups = new TreeMap<>();
        for (Map.Entry<String, ConfigGroup> part : new TreeMap<>(group.getGroupsMap()).entrySet()) {
            groups.put(part.getKey(), of(part.getValue()));
        }
        Map<String, Policy> policies = new TreeMap<>();
        for (Map.Entry<String, ConfigPolicy> part : new TreeMap<>(group.getPoliciesMap()).entrySet()) {
            policies.put(part.getKey(), policy(part.getKey(), part.getValue().getPolicy(), groups));
        }
        return new PolicyTree(policies, groups);
    }

    private static Policy policy(
            String name, org.hyperledger.fabric.protos.common.Policy policy, Map<String, PolicyTree> groups)
            throws InvalidConfigException {
        return switch (policy.getType()) {
            case SIGNATURE -> SignaturePolicy.parse(policy.getValue());
            case IMPLICIT -> implicit(policy, groups);
            default ->
                throw new InvalidConfigException("policy " + name + " is of type " + policy.getType()
                        + ", which is not supported; signature (1) and implicit meta (3) are");
        };
    }

    private static Policy implicit(org.hyperledger.fabric.protos.common.Policy policy, Map<String, PolicyTree> groups)
            throws InvalidConfigException {
        try {
            ImplicitMetaPolicy message = ImplicitMetaPolicy.parseFrom(policy.getValue());
            String name = message.getSubPolicy();
            List<Policy> parts = new ArrayList<>();
            for (PolicyTree group : groups.values()) {
                parts.add(group.find(List.of(), name).orElse(new MissingPolicy(name)));
            }
            int required = switch (message.getRule()) {
                case ANY -> 1;
                case ALL -> parts.size();
                case MAJORITY -> parts.size() / 2 + 1;
                case UNRECOGNIZED ->
                    throw new InvalidConfigException(
                            "an implicit policy has the unknown rule " + message.getRuleValue());
            };
            // Where there is no sub-group there is nobody to ask, and Fabric asks nobody.
            return new ImplicitPolicy(message.getRule() + " " + name, parts.isEmpty() ? 0 : required, parts);
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidConfigException("an implicit policy cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * A policy by its name, which may lead through groups ({@code Group/Name}), seen from one of the groups.
     *
     * @param group names of groups from this one down
     */
    Optional<Policy> find(List<String> group, String name) {
        PolicyTree place = this;
        List<String> path = new ArrayList<>(group);
        path.addAll(List.of(name.split("/", -1)));
        for (String step : path.subList(0, path.size() - 1)) {
            PolicyTree next = place.groups.get(step);
            if (next == null) {
                return Optional.empty();
            }
            place = next;
        }
        return Optional.ofNullable(place.policies.get(path.get(path.size() - 1)));
    }
}

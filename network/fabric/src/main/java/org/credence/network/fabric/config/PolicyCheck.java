package org.credence.network.fabric.config;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.jspecify.annotations.Nullable;

/** The policies of a configuration, against some signers, as Fabric evaluates them. */
final class PolicyCheck {
    private final ConfigGroup root;
    private final List<UpdateSigner> signers;

    PolicyCheck(ConfigGroup root, List<UpdateSigner> signers) {
        this.root = root;
        this.signers = signers;
    }

    /**
     * How far the signers go towards the policy at this path.
     *
     * @param path as {@code /Channel/Application/Admins}
     * @throws InvalidConfigException when there is no such policy, or it cannot be read
     */
    PolicyStanding standing(String path) {
        List<String> names = List.of(path.substring(1).split("/"));
        List<String> groups = names.subList(1, names.size() - 1);
        String name = names.get(names.size() - 1);
        ConfigGroup group = ConfigTree.group(root, groups.toArray(String[]::new))
                .filter(found -> names.get(0).equals(ConfigKeys.CHANNEL))
                .orElseThrow(() -> new InvalidConfigException("there is no group for the policy " + path));
        ConfigPolicy policy = group.getPoliciesMap().get(name);
        if (policy == null) {
            throw new InvalidConfigException("there is no policy " + path + "; nothing that it guards can change");
        }
        String words = PolicyWords.of(policy.getPolicy());
        try {
            if (policy.getPolicy().getType() == Policy.PolicyType.IMPLICIT_META_VALUE) {
                return implicit(
                        path,
                        words,
                        ImplicitMetaPolicy.parseFrom(policy.getPolicy().getValue()),
                        group);
            }
            String owner = groups.isEmpty() ? name : groups.get(groups.size() - 1);
            boolean met = isMet(policy, group);
            return new PolicyStanding(path, words, 1, met ? Set.of(owner) : Set.of(), met ? Set.of() : Set.of(owner));
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidConfigException("the policy " + path + " cannot be read", e);
        }
    }

    private PolicyStanding implicit(String path, String words, ImplicitMetaPolicy policy, ConfigGroup group)
            throws InvalidProtocolBufferException {
        Set<String> signed = new TreeSet<>();
        Set<String> open = new TreeSet<>();
        for (var below : group.getGroupsMap().entrySet()) {
            boolean met = isMet(below.getValue().getPoliciesMap().get(policy.getSubPolicy()), below.getValue());
            (met ? signed : open).add(below.getKey());
        }
        return new PolicyStanding(path, words, required(policy, group), signed, open);
    }

    private boolean isMet(@Nullable ConfigPolicy policy, ConfigGroup group) throws InvalidProtocolBufferException {
        if (policy == null) {
            return false;
        }
        switch (policy.getPolicy().getType()) {
            case Policy.PolicyType.SIGNATURE_VALUE -> {
                var envelope =
                        SignaturePolicyEnvelope.parseFrom(policy.getPolicy().getValue());
                return new SignatureRule(envelope.getIdentitiesList(), signers).isMet(envelope.getRule());
            }
            case Policy.PolicyType.IMPLICIT_META_VALUE -> {
                var implicit = ImplicitMetaPolicy.parseFrom(policy.getPolicy().getValue());
                int met = 0;
                for (ConfigGroup below : group.getGroupsMap().values()) {
                    met += isMet(below.getPoliciesMap().get(implicit.getSubPolicy()), below) ? 1 : 0;
                }
                return met >= required(implicit, group);
            }
            default -> {
                return false;
            }
        }
    }

    private static int required(ImplicitMetaPolicy policy, ConfigGroup group) {
        int count = group.getGroupsCount();
        if (count == 0) {
            return 0;
        }
        return switch (policy.getRule()) {
            case ANY -> 1;
            case ALL -> count;
            case MAJORITY -> count / 2 + 1;
            case UNRECOGNIZED -> count + 1;
        };
    }
}

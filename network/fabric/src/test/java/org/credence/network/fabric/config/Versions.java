package org.credence.network.fabric.config;

import org.hyperledger.fabric.protos.common.ConfigGroup;

/** Trees without their elements' versions: what they say, not how often they changed. */
final class Versions {
    private Versions() {}

    static ConfigGroup cleared(ConfigGroup group) {
        ConfigGroup.Builder cleared = group.toBuilder().clearVersion();
        group.getValuesMap()
                .forEach((name, value) ->
                        cleared.putValues(name, value.toBuilder().clearVersion().build()));
        group.getPoliciesMap()
                .forEach((name, policy) -> cleared.putPolicies(
                        name, policy.toBuilder().clearVersion().build()));
        group.getGroupsMap().forEach((name, below) -> cleared.putGroups(name, cleared(below)));
        return cleared.build();
    }
}

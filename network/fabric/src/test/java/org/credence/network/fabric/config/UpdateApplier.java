package org.credence.network.fabric.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigValue;

/**
 * Applies an update as the Fabric documentation describes it, by recursion over the trees; shares no code with what it tests, which works on
 * a flat map.
 */
final class UpdateApplier {
    private UpdateApplier() {}

    static ConfigGroup apply(ConfigGroup original, ConfigUpdate update) {
        requireRead(original, update.getReadSet());
        return group(original, update.getReadSet(), update.getWriteSet());
    }

    private static void requireRead(ConfigGroup original, ConfigGroup read) {
        assertThat(read.getVersion()).isEqualTo(original.getVersion());
        read.getValuesMap()
                .forEach((name, value) -> assertThat(value.getVersion())
                        .isEqualTo(original.getValuesOrThrow(name).getVersion()));
        read.getPoliciesMap()
                .forEach((name, policy) -> assertThat(policy.getVersion())
                        .isEqualTo(original.getPoliciesOrThrow(name).getVersion()));
        read.getGroupsMap().forEach((name, below) -> requireRead(original.getGroupsOrThrow(name), below));
    }

    private static ConfigGroup group(ConfigGroup original, ConfigGroup read, ConfigGroup write) {
        boolean replaced = write.getVersion() != original.getVersion();
        ConfigGroup.Builder result = replaced
                ? ConfigGroup.newBuilder().setVersion(write.getVersion()).setModPolicy(write.getModPolicy())
                : original.toBuilder();
        if (replaced) {
            assertThat(write.getVersion()).isEqualTo(original.getVersion() + 1);
        }
        write.getValuesMap().forEach((name, value) -> result.putValues(name, value(original, read, name, value)));
        write.getPoliciesMap()
                .forEach((name, policy) -> result.putPolicies(name, policy(original, read, name, policy)));
        for (Map.Entry<String, ConfigGroup> below : write.getGroupsMap().entrySet()) {
            ConfigGroup old = original.getGroupsMap().get(below.getKey());
            result.putGroups(
                    below.getKey(),
                    old == null
                            ? below.getValue()
                            : group(
                                    old,
                                    read.getGroupsOrDefault(below.getKey(), ConfigGroup.getDefaultInstance()),
                                    below.getValue()));
        }
        return result.build();
    }

    private static ConfigValue value(ConfigGroup original, ConfigGroup read, String name, ConfigValue write) {
        ConfigValue old = original.getValuesMap().get(name);
        if (read.containsValues(name)) {
            assertThat(write).isEqualTo(read.getValuesOrThrow(name));
            return original.getValuesOrThrow(name);
        }
        assertThat(write.getVersion()).isEqualTo(old == null ? 0 : old.getVersion() + 1);
        return write;
    }

    private static ConfigPolicy policy(ConfigGroup original, ConfigGroup read, String name, ConfigPolicy write) {
        ConfigPolicy old = original.getPoliciesMap().get(name);
        if (read.containsPolicies(name)) {
            assertThat(write).isEqualTo(read.getPoliciesOrThrow(name));
            return original.getPoliciesOrThrow(name);
        }
        assertThat(write.getVersion()).isEqualTo(old == null ? 0 : old.getVersion() + 1);
        return write;
    }
}

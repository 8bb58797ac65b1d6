package org.credence.network.fabric.config;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigValue;

/*
 * What Fabric calls a config update is a pair of trees. The read set says at which versions the update's author saw what it rests on; the
 * write set says how it shall be. An element that shall change stands in the write set with its content and its next version; one that
 * shall stay, with its version alone. A group's next version is needed only when somebody enters or leaves it, or its guard changes: then
 * every element that stays is listed, in both sets, because who is not listed leaves. A group without a change of its own lists nothing but
 * the way down to what changes.
 */
/** The update that leads from one configuration to another, as Fabric's {@code configtxlator compute_update} makes it. */
final class UpdateComputation {
    private static final Part<ConfigValue> VALUES = new Part<>() {
        @Override
        public boolean same(ConfigValue before, ConfigValue after) {
            return before.getModPolicy().equals(after.getModPolicy())
                    && before.getValue().equals(after.getValue());
        }

        @Override
        public ConfigValue reference(ConfigValue element) {
            return ConfigValue.newBuilder().setVersion(element.getVersion()).build();
        }

        @Override
        public ConfigValue first(ConfigValue element) {
            return element.toBuilder().setVersion(0).build();
        }

        @Override
        public ConfigValue next(ConfigValue before, ConfigValue after) {
            return after.toBuilder().setVersion(before.getVersion() + 1).build();
        }
    };

    private static final Part<ConfigPolicy> POLICIES = new Part<>() {
        @Override
        public boolean same(ConfigPolicy before, ConfigPolicy after) {
            return before.getModPolicy().equals(after.getModPolicy())
                    && before.getPolicy().equals(after.getPolicy());
        }

        @Override
        public ConfigPolicy reference(ConfigPolicy element) {
            return ConfigPolicy.newBuilder().setVersion(element.getVersion()).build();
        }

        @Override
        public ConfigPolicy first(ConfigPolicy element) {
            return element.toBuilder().setVersion(0).build();
        }

        @Override
        public ConfigPolicy next(ConfigPolicy before, ConfigPolicy after) {
            return after.toBuilder().setVersion(before.getVersion() + 1).build();
        }
    };

    /** How values and policies are alike. */
    private interface Part<T> {
        /** Whether nothing but the version differs. */
        boolean same(T before, T after);

        /** The version alone. */
        T reference(T element);

        /** The element as a new one. */
        T first(T element);

        /** The element with its next version. */
        T next(T before, T after);
    }

    /** The two sets of a group; {@code changes} is false when there is nothing to write in it or below. */
    private record Sets(ConfigGroup read, ConfigGroup write, boolean changes) {}

    /** The elements of one kind in a group: what must be listed if the group's membership changes, what changes in any case. */
    private record Compared<T>(Map<String, T> staying, Map<String, T> written, boolean membership) {}

    private UpdateComputation() {}

    /**
     * The update.
     *
     * @throws ChangeRefusedException when the two say the same
     */
    static ConfigUpdate between(ChannelConfiguration before, ChannelConfiguration after) {
        return between(before.root(), after.root())
                .map(update -> update.toBuilder().setChannelId(before.channel()).build())
                .orElseThrow(() -> new ChangeRefusedException("nothing would change: channel " + before.channel()
                        + " is configured like this already, by configuration " + before.sequence()));
    }

    /** The update of a channel without a name, or empty when the two trees say the same. */
    static Optional<ConfigUpdate> between(ConfigGroup before, ConfigGroup after) {
        Sets sets = group(before, after);
        return sets.changes()
                ? Optional.of(ConfigUpdate.newBuilder()
                        .setReadSet(sets.read())
                        .setWriteSet(sets.write())
                        .build())
                : Optional.empty();
    }

    private static Sets group(ConfigGroup before, ConfigGroup after) {
        Compared<ConfigValue> values = compare(VALUES, before.getValuesMap(), after.getValuesMap());
        Compared<ConfigPolicy> policies = compare(POLICIES, before.getPoliciesMap(), after.getPoliciesMap());
        ConfigGroup.Builder read = ConfigGroup.newBuilder().setVersion(before.getVersion());
        ConfigGroup.Builder write = ConfigGroup.newBuilder()
                .setVersion(before.getVersion())
                .putAllValues(values.written())
                .putAllPolicies(policies.written());
        Map<String, ConfigGroup> staying = new TreeMap<>();
        boolean membership = values.membership()
                || policies.membership()
                || !before.getGroupsMap().keySet().equals(after.getGroupsMap().keySet());
        boolean below = false;
        for (String name : new TreeSet<>(after.getGroupsMap().keySet())) {
            ConfigGroup old = before.getGroupsMap().get(name);
            ConfigGroup now = after.getGroupsOrThrow(name);
            if (old == null) {
                write.putGroups(name, asNew(now));
                continue;
            }
            Sets sets = group(old, now);
            if (sets.changes()) {
                below = true;
                read.putGroups(name, sets.read());
                write.putGroups(name, sets.write());
            } else {
                staying.put(name, sets.read());
            }
        }
        if (membership || !before.getModPolicy().equals(after.getModPolicy())) {
            read.putAllGroups(staying).putAllValues(values.staying()).putAllPolicies(policies.staying());
            write.putAllGroups(staying)
                    .putAllValues(values.staying())
                    .putAllPolicies(policies.staying())
                    .setVersion(before.getVersion() + 1)
                    .setModPolicy(after.getModPolicy());
            return new Sets(read.build(), write.build(), true);
        }
        boolean changes =
                below || !values.written().isEmpty() || !policies.written().isEmpty();
        return new Sets(read.build(), write.build(), changes);
    }

    private static <T> Compared<T> compare(Part<T> part, Map<String, T> before, Map<String, T> after) {
        Map<String, T> staying = new TreeMap<>();
        Map<String, T> written = new TreeMap<>();
        after.forEach((name, now) -> {
            T old = before.get(name);
            if (old == null) {
                written.put(name, part.first(now));
            } else if (part.same(old, now)) {
                staying.put(name, part.reference(old));
            } else {
                written.put(name, part.next(old, now));
            }
        });
        return new Compared<>(staying, written, !before.keySet().equals(after.keySet()));
    }

    private static ConfigGroup asNew(ConfigGroup group) {
        ConfigGroup.Builder fresh = ConfigGroup.newBuilder().setModPolicy(group.getModPolicy());
        group.getValuesMap().forEach((name, value) -> fresh.putValues(name, VALUES.first(value)));
        group.getPoliciesMap().forEach((name, policy) -> fresh.putPolicies(name, POLICIES.first(policy)));
        group.getGroupsMap().forEach((name, below) -> fresh.putGroups(name, asNew(below)));
        return fresh.build();
    }
}

package org.credence.network.fabric.config;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.credence.network.fabric.config.ElementKey.Kind;
import org.hyperledger.fabric.protos.common.ConfigGroup;

/** The tree of a configuration's groups: looking things up, and copies with something changed. */
final class ConfigTree {
    /** Groups deeper than this are no configuration of a channel: Fabric's have three levels. */
    private static final int MAX_DEPTH = 16;

    /** Fabric's form of names. A slash in one would make two places look like one. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]+");

    private ConfigTree() {}

    /** The group at the end of this path below the root, if there is one. */
    static Optional<ConfigGroup> group(ConfigGroup root, String... path) {
        ConfigGroup group = root;
        for (String name : path) {
            group = group.getGroupsMap().get(name);
            if (group == null) {
                return Optional.empty();
            }
        }
        return Optional.of(group);
    }

    /**
     * A copy of the tree in which the group at the end of this path is what the change makes of it.
     *
     * @throws IllegalArgumentException when there is no such group
     */
    static ConfigGroup change(ConfigGroup root, UnaryOperator<ConfigGroup.Builder> change, String... path) {
        return change(root, change, List.of(path));
    }

    private static ConfigGroup change(ConfigGroup group, UnaryOperator<ConfigGroup.Builder> change, List<String> path) {
        if (path.isEmpty()) {
            return change.apply(group.toBuilder()).build();
        }
        String name = path.get(0);
        ConfigGroup below = group.getGroupsMap().get(name);
        if (below == null) {
            throw new IllegalArgumentException("the configuration has no group " + name);
        }
        return group.toBuilder()
                .putGroups(name, change(below, change, path.subList(1, path.size())))
                .build();
    }

    /**
     * Every group, value and policy of the tree by its place.
     *
     * @throws InvalidConfigException when the groups go deeper than any of Fabric's do, or a name is none of Fabric's
     */
    static SortedMap<ElementKey, ConfigElement> elements(ConfigGroup root) {
        SortedMap<ElementKey, ConfigElement> elements = new TreeMap<>();
        collect(new ElementKey(List.of(), Kind.GROUP, ConfigKeys.CHANNEL), root, elements);
        return elements;
    }

    private static void collect(ElementKey key, ConfigGroup group, SortedMap<ElementKey, ConfigElement> into) {
        if (key.groups().size() > MAX_DEPTH) {
            throw new InvalidConfigException(
                    "the configuration's groups are more than " + MAX_DEPTH + " deep; it is none of a channel");
        }
        ConfigElement.GroupElement element = ConfigElement.GroupElement.of(group);
        element.members().forEach(member -> requireName(key, member.name()));
        into.put(key, element);
        group.getValuesMap()
                .forEach((name, value) -> into.put(key.child(Kind.VALUE, name), new ConfigElement.ValueElement(value)));
        group.getPoliciesMap()
                .forEach((name, policy) ->
                        into.put(key.child(Kind.POLICY, name), new ConfigElement.PolicyElement(policy)));
        group.getGroupsMap().forEach((name, below) -> collect(key.child(Kind.GROUP, name), below, into));
    }

    private static void requireName(ElementKey group, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidConfigException("a name in " + group
                    + " is not of letters, digits, dots and hyphens; Fabric refuses such a configuration");
        }
    }
}

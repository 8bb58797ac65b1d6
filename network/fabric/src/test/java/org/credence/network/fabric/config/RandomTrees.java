package org.credence.network.fabric.config;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.SplittableRandom;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Policy;

/** Trees of groups that no channel has, and the same with something changed somewhere. Names are few, so that kinds share them. */
final class RandomTrees {
    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    private RandomTrees() {}

    static ConfigGroup tree(SplittableRandom random) {
        return tree(random, 3);
    }

    /** The tree with at least one change. Versions stay as they are: they are not for an author to set. */
    static ConfigGroup changed(ConfigGroup tree, SplittableRandom random) {
        ConfigGroup changed = tree;
        while (changed.equals(tree)) {
            changed = change(tree, random, 4);
        }
        return changed;
    }

    private static ConfigGroup tree(SplittableRandom random, int depth) {
        ConfigGroup.Builder group =
                ConfigGroup.newBuilder().setVersion(random.nextInt(5)).setModPolicy(guard(random));
        for (String name : NAMES) {
            if (random.nextInt(2) == 0) {
                group.putValues(name, value(random));
            }
            if (random.nextInt(2) == 0) {
                group.putPolicies(name, policy(random));
            }
            if (depth > 0 && random.nextInt(2) == 0) {
                group.putGroups(name, tree(random, depth - 1));
            }
        }
        return group.build();
    }

    private static ConfigGroup change(ConfigGroup tree, SplittableRandom random, int oneIn) {
        ConfigGroup.Builder group = tree.toBuilder();
        if (random.nextInt(2 * oneIn) == 0) {
            group.setModPolicy(guard(random));
        }
        for (String name : NAMES) {
            if (random.nextInt(oneIn) == 0) {
                changeValue(group, name, random);
            }
            if (random.nextInt(oneIn) == 0) {
                changePolicy(group, name, random);
            }
            ConfigGroup below = tree.getGroupsMap().get(name);
            if (random.nextInt(2 * oneIn) == 0) {
                group.removeGroups(name);
                if (below == null) {
                    group.putGroups(name, tree(random, 1));
                }
            } else if (below != null && random.nextInt(2) == 0) {
                group.putGroups(name, change(below, random, oneIn));
            }
        }
        return group.build();
    }

    private static void changeValue(ConfigGroup.Builder group, String name, SplittableRandom random) {
        ConfigValue present = group.getValuesMap().get(name);
        if (present != null && random.nextInt(2) == 0) {
            group.removeValues(name);
        } else {
            group.putValues(
                    name,
                    value(random).toBuilder()
                            .setVersion(present == null ? 0 : present.getVersion())
                            .build());
        }
    }

    private static void changePolicy(ConfigGroup.Builder group, String name, SplittableRandom random) {
        ConfigPolicy present = group.getPoliciesMap().get(name);
        if (present != null && random.nextInt(2) == 0) {
            group.removePolicies(name);
        } else {
            group.putPolicies(
                    name,
                    policy(random).toBuilder()
                            .setVersion(present == null ? 0 : present.getVersion())
                            .build());
        }
    }

    private static ConfigValue value(SplittableRandom random) {
        return ConfigValue.newBuilder()
                .setVersion(random.nextInt(5))
                .setModPolicy(guard(random))
                .setValue(bytes(random))
                .build();
    }

    private static ConfigPolicy policy(SplittableRandom random) {
        return ConfigPolicy.newBuilder()
                .setVersion(random.nextInt(5))
                .setModPolicy(guard(random))
                .setPolicy(Policy.newBuilder().setType(random.nextInt(3)).setValue(bytes(random)))
                .build();
    }

    private static ByteString bytes(SplittableRandom random) {
        return ByteString.copyFrom(new byte[] {(byte) random.nextInt(3)});
    }

    private static String guard(SplittableRandom random) {
        return random.nextInt(4) == 0 ? "/Channel/Orderer/Admins" : "Admins";
    }
}

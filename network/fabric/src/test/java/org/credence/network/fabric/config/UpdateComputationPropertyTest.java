package org.credence.network.fabric.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever changes in whatever tree, applying the update to the original gives what was wanted. */
final class UpdateComputationPropertyTest {
    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theUpdateLeadsToTheWantedTree(long seed) {
        var random = new SplittableRandom(seed);
        ConfigGroup before = RandomTrees.tree(random);
        ConfigGroup wanted = RandomTrees.changed(before, random);

        ConfigUpdate update = UpdateComputation.between(before, wanted).orElseThrow();
        ConfigGroup after = UpdateApplier.apply(before, update);

        assertThat(Versions.cleared(after)).isEqualTo(Versions.cleared(wanted));
        requireVersions(before, after, wanted);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingButVersionsIsNothing(long seed) {
        ConfigGroup tree = RandomTrees.tree(new SplittableRandom(seed));

        assertThat(UpdateComputation.between(tree, tree)).isEmpty();
        assertThat(UpdateComputation.between(tree, Versions.cleared(tree))).isEmpty();
    }

    /** What is new starts at 0, what changed goes on by one, what did not stays where it was. */
    private static void requireVersions(ConfigGroup before, ConfigGroup after, ConfigGroup wanted) {
        wanted.getValuesMap().forEach((name, value) -> {
            ConfigValue old = before.getValuesMap().get(name);
            long expected = old == null
                    ? 0
                    : old.getVersion()
                            + (old.toBuilder()
                                            .clearVersion()
                                            .build()
                                            .equals(value.toBuilder()
                                                    .clearVersion()
                                                    .build())
                                    ? 0
                                    : 1);
            assertThat(after.getValuesOrThrow(name).getVersion()).isEqualTo(expected);
        });
        wanted.getPoliciesMap().forEach((name, policy) -> {
            ConfigPolicy old = before.getPoliciesMap().get(name);
            long expected = old == null
                    ? 0
                    : old.getVersion()
                            + (old.toBuilder()
                                            .clearVersion()
                                            .build()
                                            .equals(policy.toBuilder()
                                                    .clearVersion()
                                                    .build())
                                    ? 0
                                    : 1);
            assertThat(after.getPoliciesOrThrow(name).getVersion()).isEqualTo(expected);
        });
        boolean own = !before.getModPolicy().equals(wanted.getModPolicy())
                || !names(before).equals(names(wanted));
        assertThat(after.getVersion()).isEqualTo(before.getVersion() + (own ? 1 : 0));
        wanted.getGroupsMap().forEach((name, below) -> {
            ConfigGroup old = before.getGroupsMap().get(name);
            if (old != null) {
                requireVersions(old, after.getGroupsOrThrow(name), below);
            } else {
                assertThat(after.getGroupsOrThrow(name)).isEqualTo(Versions.cleared(below));
            }
        });
    }

    private static Set<String> names(ConfigGroup group) {
        var names = new TreeSet<String>();
        group.getValuesMap().keySet().forEach(name -> names.add("value " + name));
        group.getPoliciesMap().keySet().forEach(name -> names.add("policy " + name));
        group.getGroupsMap().keySet().forEach(name -> names.add("group " + name));
        return names;
    }
}

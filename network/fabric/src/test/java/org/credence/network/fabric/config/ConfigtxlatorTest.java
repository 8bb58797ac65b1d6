package org.credence.network.fabric.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we compute is what Fabric's own programs compute. Skipped where they are not on PATH; the golden files stand in for them there. */
final class ConfigtxlatorTest {
    @TempDir
    Path folder;

    @BeforeEach
    void needsFabric() {
        FabricTools.assumeOnPath("configtxlator", "configtxgen");
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void updatesOfRandomTreesAreTheSame(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        ConfigGroup before = RandomTrees.tree(random);
        ConfigGroup after = RandomTrees.changed(before, random);

        ConfigUpdate expected = computeUpdate(before, after);

        assertThat(UpdateComputation.between(before, after)).contains(expected);
    }

    /** {@code -Dcredence.golden=FOLDER} keeps the files, for {@link Golden}. */
    @Test
    void updatesOfOurChangesToANewChannelAreTheSame() throws Exception {
        String kept = System.getProperty("credence.golden");
        Golden golden = Golden.make(kept == null ? folder.resolve("golden") : Path.of(kept), folder);
        ChannelConfiguration before = golden.configuration();
        for (Map.Entry<String, List<ConfigChange>> change : golden.changes().entrySet()) {
            ChannelConfiguration after = Golden.apply(before, change.getValue());

            ConfigUpdate expected = computeUpdate(before.root(), after.root());
            golden.writeUpdate(change.getKey(), expected);

            assertThat(UpdateComputation.between(before.root(), after.root()))
                    .as(change.getKey())
                    .contains(expected);
        }
    }

    @Test
    void aHostsLeavingLeavesTheChannelThatConfigtxgenWouldMakeWithoutIt() throws Exception {
        var organizations = new TestOrganizations(folder.resolve("authorities"));
        var configtxgen = new Configtxgen(Files.createDirectories(folder.resolve("files")), organizations);
        List<String> hosts = TestOrganizations.HOSTS;
        ChannelConfiguration five =
                ConfigBlock.parse(configtxgen.genesis(hosts, List.of())).configuration();
        ChannelConfiguration four = ConfigBlock.parse(configtxgen.genesis(hosts.subList(0, 4), List.of()))
                .configuration();

        ChannelConfiguration left =
                Golden.apply(five, List.of(new RemoveConsenter(5), new RemoveOrganization(hosts.get(4))));

        assertThat(left).isEqualTo(four);
    }

    private ConfigUpdate computeUpdate(ConfigGroup before, ConfigGroup after) throws IOException, InterruptedException {
        Path original = write("original", before);
        Path updated = write("updated", after);
        Path output = folder.resolve("output");
        FabricTools.run(
                Map.of(),
                "configtxlator",
                "compute_update",
                "--channel_id",
                Configtxgen.CHANNEL,
                "--original",
                original.toString(),
                "--updated",
                updated.toString(),
                "--output",
                output.toString());
        return ConfigUpdate.parseFrom(Files.readAllBytes(output)).toBuilder()
                .clearChannelId()
                .build();
    }

    private Path write(String name, ConfigGroup root) throws IOException {
        return Files.write(
                folder.resolve(name),
                Config.newBuilder().setChannelGroup(root).build().toByteArray());
    }
}

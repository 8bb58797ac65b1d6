package org.credence.network.fabric.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes of strangers: read, or refused with an exception that says so; never anything else. */
final class UpdateFuzzTest {
    private static final ConfigBlock GENESIS = Golden.committed().genesis();
    private static final ByteString UPDATE = Canonical.bytes(Golden.committed().update("add").toBuilder()
            .setChannelId("credence")
            .build());

    @FuzzTest
    void anyBytesAreAnUpdateOrRefused(byte[] content) {
        ByteString bytes = ByteString.copyFrom(content);
        try {
            AppliedUpdate applied = AppliedUpdate.on(GENESIS.configuration(), bytes);
            assertThat(applied.summary()).isNotEmpty();
        } catch (ChangeRefusedException | InvalidConfigException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
        try {
            assertThat(CarriedUpdate.parse(bytes, "a file").channel()).isNotEmpty();
        } catch (InvalidConfigException e) {
            assertThat(e.getMessage()).startsWith("a file");
        }
        try {
            assertThat(ConfigBlock.parse(bytes).configuration().organizations()).isNotNull();
        } catch (InvalidConfigException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
        EcdsaSignature.parse(bytes)
                .ifPresent(signature -> assertThat(signature.der()).isEqualTo(bytes));
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /** Where the fuzzer does not run, true updates with changed bytes stand in for it. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damagedUpdatesAreRefusedOrSaySomething(long seed) {
        var random = new SplittableRandom(seed);
        byte[] content = UPDATE.toByteArray();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            content[random.nextInt(content.length)] = (byte) random.nextInt(256);
        }
        anyBytesAreAnUpdateOrRefused(content);
    }
}

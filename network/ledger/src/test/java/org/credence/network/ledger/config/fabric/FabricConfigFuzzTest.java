package org.credence.network.ledger.config.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.credence.network.ledger.config.InvalidConfigException;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.credence.network.ledger.store.BlockRecords;
import org.credence.network.ledger.verify.RecordedChain;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stranger's configuration: read, or refused with the exception that says so; never anything else. */
final class FabricConfigFuzzTest {
    @FuzzTest
    void anyBytesAreAConfigurationOrRefused(byte[] content) {
        try {
            FabricConfig config = FabricConfig.read(ByteString.copyFrom(content));
            assertThat(config.consenters().quorum()).isPositive();
            config.requireFollowedBy(ByteString.copyFrom(content), new SignatureVerifier());
        } catch (InvalidConfigException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    /** Behind the layers that a fuzzer would hardly guess. */
    @FuzzTest
    void anyBytesAreAChannelGroupOrRefused(byte[] content) {
        try {
            ConfigGroup group = ConfigGroup.parseFrom(content);
            PolicyTree.of(group);
            Elements.of(group).tree();
        } catch (InvalidConfigException | InvalidProtocolBufferException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /** Where the fuzzer does not run, a real configuration with some bytes changed stands in for it. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aDamagedConfigurationIsReadOrRefused(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] group = channelGroup().toByteArray();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            group[random.nextInt(group.length)] ^= (byte) random.nextInt(1, 256);
        }
        anyBytesAreAChannelGroupOrRefused(group);
        anyBytesAreAConfigurationOrRefused(envelope(ByteString.copyFrom(group)));
    }

    private static ByteString channelGroup() throws Exception {
        try (BlockRecords records = BlockRecords.of(RecordedChain.content())) {
            ByteString envelope = records.next().orElseThrow().block().getData().getData(0);
            return ConfigMessages.open(envelope)
                    .config()
                    .getConfig()
                    .getChannelGroup()
                    .toByteString();
        }
    }

    /* The group goes in as it is, readable or not. */
    private static byte[] envelope(ByteString group) throws Exception {
        try (BlockRecords records = BlockRecords.of(RecordedChain.content())) {
            Envelope first = Envelope.parseFrom(
                    records.next().orElseThrow().block().getData().getData(0));
            ByteString config = field(2, group);
            return Envelope.newBuilder()
                    .setPayload(Payload.parseFrom(first.getPayload()).toBuilder()
                            .setData(field(1, config))
                            .build()
                            .toByteString())
                    .build()
                    .toByteArray();
        }
    }

    private static ByteString field(int number, ByteString content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeBytes(number, content);
        out.flush();
        return ByteString.copyFrom(bytes.toByteArray());
    }
}

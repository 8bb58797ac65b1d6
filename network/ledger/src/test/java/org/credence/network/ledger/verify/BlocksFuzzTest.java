package org.credence.network.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.credence.network.ledger.config.ConfigCodec;
import org.credence.network.ledger.config.InvalidConfigException;
import org.credence.network.ledger.message.EndorsedTransaction;
import org.credence.network.ledger.message.InvalidTransactionException;
import org.credence.network.ledger.message.ReadWriteSetCodec;
import org.credence.network.ledger.message.SignedEnvelope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes of strangers: read, or refused with the exception that says so; never anything else. */
final class BlocksFuzzTest {
    @FuzzTest
    void anyFileIsAChainOrHasAFault(byte[] content) {
        try (ChainVerifier verifier = ChainVerifier.of(content)) {
            verifier.forEachRemaining(block -> assertThat(block.bytes()).isPositive());
        } catch (BlockFaultException e) {
            assertThat(e.fault().reason()).isNotEmpty();
        }
    }

    @FuzzTest
    void anyBytesAreAMessageOrRefused(byte[] content) {
        ByteString bytes = ByteString.copyFrom(content);
        try {
            EndorsedTransaction.parse(SignedEnvelope.parse(bytes));
        } catch (InvalidTransactionException e) {
            assertThat(e.reason()).isNotEmpty();
        }
        try {
            ReadWriteSetCodec.decode(bytes);
        } catch (InvalidTransactionException e) {
            assertThat(e.reason()).isNotEmpty();
        }
        try {
            ConfigCodec.decode("credence", bytes);
        } catch (InvalidConfigException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /** Where the fuzzer does not run, random bytes that look like records stand in for it. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void randomRecordsAreRefused(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] content = new byte[random.nextInt(1, 400)];
        random.nextBytes(content);
        // A length that fits, and a block's first tag.
        content[0] = (byte) Math.min(content.length - 1, 127);
        if (content.length > 1) {
            content[1] = 0x0a;
        }
        anyFileIsAChainOrHasAFault(content);
        anyBytesAreAMessageOrRefused(content);
    }
}

package org.credence.network.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.credence.network.ledger.config.InvalidConfigException;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.credence.network.ledger.store.BlockRecords;
import org.credence.network.ledger.store.RecordException;
import org.credence.network.ledger.store.StoredBlock;
import org.junit.jupiter.api.Test;

/**
 * Every single byte of a Fabric chain's file counts, and counts in its own block: no later one is needed to find the change.
 * Blocks are judged one by one from where the chain stands, as the verifier does it.
 */
final class FabricEveryByteIT {
    private final byte[] content = RecordedChain.content();
    private final ChainPosition position = new ChainPosition();
    private final SignatureVerifier signatures = new SignatureVerifier();
    private Optional<ChannelRules> rules = Optional.empty();

    @Test
    void aChangeOfAnyByteIsFoundInItsBlock() throws Exception {
        try (BlockRecords records = BlockRecords.of(content)) {
            for (var stored = records.next(); stored.isPresent(); stored = records.next()) {
                StoredBlock block = stored.get();
                assertThat(unnoticed(block))
                        .as("block %d", block.block().getHeader().getNumber())
                        .isEmpty();
                CheckedBlocks.Candidate candidate = candidate(block);
                position.take(position.judge(candidate));
                rules = Optional.of(candidate.rulesAfter());
            }
        }
    }

    /* Another value at each byte, not always the same bits. */
    private int[] unnoticed(StoredBlock block) {
        byte[] record = Arrays.copyOfRange(content, (int) block.offset(), (int) block.end());
        return IntStream.range(0, record.length)
                .parallel()
                .filter(offset -> {
                    byte[] changed = record.clone();
                    changed[offset] ^= (byte) (1 + offset % 255);
                    return holds(changed);
                })
                .toArray();
    }

    private boolean holds(byte[] record) {
        try (BlockRecords records = BlockRecords.of(record)) {
            position.judge(candidate(records.next().orElseThrow()));
            return records.next().isEmpty();
        } catch (RecordException | InvalidConfigException | BlockFaultException e) {
            return false;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private CheckedBlocks.Candidate candidate(StoredBlock stored) throws InvalidConfigException {
        ChannelRules judge = rules.isPresent() ? rules.get() : ChannelRules.first(stored.block());
        ChannelRules after = judge.after(stored.block());
        return new CheckedBlocks.Candidate(
                stored, judge, after, CompletableFuture.completedFuture(judge.check(stored.block(), signatures)));
    }

    @Test
    void aFileThatEndsEarlyIsFound() {
        assertThatThrownBy(() -> {
                    try (ChainVerifier verifier = ChainVerifier.of(Arrays.copyOf(content, content.length - 1))) {
                        verifier.forEachRemaining(block -> {});
                    }
                })
                .isInstanceOf(BlockFaultException.class)
                .hasMessageContaining("the file ends inside a block");
    }
}

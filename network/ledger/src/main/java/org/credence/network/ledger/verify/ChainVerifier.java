package org.credence.network.ledger.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.credence.network.identity.Organization;
import org.credence.network.ledger.store.BlockRecords;

/**
 * Goes through a blocks file and hands out each block once it was found good. For one thread; checks signatures of the next
 * blocks ahead, on as many threads as there are processors. Holds the versions of all keys in memory, not their values.
 *
 * <p>What is checked for each block, the first failure being reported: its record is in its one encoding and ends the file or
 * is followed by another; its number and previous hash; its transactions' hash; the signatures of those who
 * order; for each transaction creator, signature, id, proposal hash, endorsements and memberships; that a configuration
 * follows on the one before; that the recorded validation codes, last configuration and commit hash are the ones that follow
 * from the blocks. Whether it is the embedded ledger's file or a Fabric channel's, block 0 says.
 */
public final class ChainVerifier implements Iterator<VerifiedBlock>, AutoCloseable {
    private final CheckedBlocks blocks;
    private final ChainPosition position = new ChainPosition();
    private Optional<ChannelRules> rules = Optional.empty();

    private ChainVerifier(CheckedBlocks blocks) {
        this.blocks = blocks;
    }

    /**
     * Begins at block 0 of a file.
     *
     * @throws IOException when the file cannot be read
     */
    public static ChainVerifier open(Path blocksFile) throws IOException {
        return new ChainVerifier(CheckedBlocks.open(blocksFile));
    }

    /** Begins at block 0 of a file's content. */
    public static ChainVerifier of(byte[] content) {
        return new ChainVerifier(CheckedBlocks.of(BlockRecords.of(content)));
    }

    /** The organizations on the channel after the last block handed out, by MSP id; none before block 0. */
    public List<Organization> organizations() {
        return rules.map(ChannelRules::organizations).orElse(List.of());
    }

    /**
     * The contracts that are defined on a Fabric channel after the last block handed out, by name; none on the embedded ledger,
     * which is told them.
     *
     * @throws BlockFaultException when a definition cannot be read, or asks for something that is not supported
     */
    public List<DefinedContract> contracts() {
        return rules.map(position::contracts).orElse(List.of());
    }

    /**
     * Whether the file goes on.
     *
     * @throws java.io.UncheckedIOException when the file cannot be read
     */
    @Override
    public boolean hasNext() {
        return blocks.hasNext();
    }

    /**
     * The next block, which holds.
     *
     * @throws BlockFaultException when it does not; the verifier is of no use after that
     * @throws NoSuchElementException at the end of the file
     * @throws java.io.UncheckedIOException when the file cannot be read
     */
    @Override
    public VerifiedBlock next() {
        ChainPosition.Step step = position.judge(blocks.next());
        position.take(step);
        rules = Optional.of(step.candidate().rulesAfter());
        return BlockReport.of(step);
    }

    @Override
    public void close() {
        blocks.close();
    }
}

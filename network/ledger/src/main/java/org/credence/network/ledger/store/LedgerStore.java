package org.credence.network.ledger.store;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.credence.network.ledger.message.BlockForm;
import org.credence.network.ledger.message.StateUpdates;
import org.h2.mvstore.MVStoreException;
import org.hyperledger.fabric.protos.common.Block;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger's folder: blocks and the state they lead to. One writer ({@link #append}); reads from any thread see the chain
 * and the state as of the last block whose append has returned.
 */
public final class LedgerStore implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(LedgerStore.class);

    private final FolderLock lock;
    private final BlocksFile blocks;
    private final StateStore state;
    private final RecentBlocks recent = new RecentBlocks();
    private volatile Head head;

    private LedgerStore(FolderLock lock, Recovery recovered) {
        this.lock = lock;
        this.blocks = recovered.blocks();
        this.state = recovered.state();
        this.head = recovered.head();
    }

    /** The blocks file of a ledger's folder. */
    public static Path blocksFile(Path folder) {
        return folder.resolve("blocks");
    }

    /** The state store of a ledger's folder. */
    public static Path stateFile(Path folder) {
        return folder.resolve("state.mv");
    }

    /**
     * Opens the folder, making it if it is missing, and brings the state up to the blocks.
     *
     * @throws LedgerInUseException when a running ledger has it open
     * @throws LedgerDamagedException when the blocks are not a whole chain
     * @throws IOException when the folder cannot be read or written
     */
    public static LedgerStore open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FolderLock lock = FolderLock.acquire(folder);
        try {
            return new LedgerStore(lock, recover(folder));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Recovery recover(Path folder) throws IOException {
        try {
            return Recovery.run(blocksFile(folder), stateFile(folder));
        } catch (LedgerDamagedException e) {
            throw e;
        } catch (RuntimeException e) {
            // A damaged file makes the store throw whatever it stumbles on. If the cause was another, it shows again.
            log.atWarn()
                    .addKeyValue("file", stateFile(folder))
                    .setCause(e)
                    .log("the state is not usable and is made again from the blocks");
            Files.deleteIfExists(stateFile(folder));
            return Recovery.run(blocksFile(folder), stateFile(folder));
        }
    }

    /** The end of the chain. */
    public Head head() {
        return head;
    }

    /**
     * A block.
     *
     * @throws IndexOutOfBoundsException when there is no block of this number yet
     * @throws IOException when it cannot be read
     */
    public Block block(long number) throws IOException {
        if (number < 0 || number >= head.height()) {
            throw new IndexOutOfBoundsException("no block " + number + ", height is " + head.height());
        }
        Optional<Block> cached = recent.get(number);
        return cached.isPresent() ? cached.get() : blocks.read(number);
    }

    /** Where the transaction of this id is; empty when no block has it. */
    public Optional<TransactionPlace> transaction(String id) {
        return state.place(id);
    }

    /** The state after the last block; to be closed. */
    public StateSnapshot snapshot() {
        return state.snapshot();
    }

    /**
     * Adds a block; when this returns it is on the disk and in the state.
     *
     * @param updates what its valid transactions do
     * @param ids the transaction ids that it uses up
     * @throws IOException when it could not be written: nothing was added, and nothing more may be until the folder was
     *     opened again
     */
    public void append(Block block, StateUpdates updates, Map<String, TransactionPlace> ids, boolean config)
            throws IOException {
        blocks.append(block);
        ByteString hash = BlockForm.headerHash(block.getHeader());
        long number = block.getHeader().getNumber();
        state.apply(new StateStore.Mark(number, hash), updates, ids);
        recent.add(block);
        head = new Head(number + 1, hash, BlockEffects.commitHash(block), config ? number : head.lastConfig());
    }

    @Override
    public void close() throws IOException {
        try (lock;
                blocks) {
            state.close();
        }
    }

    /** What opening a folder comes to. */
    private record Recovery(BlocksFile blocks, StateStore state, Head head) {

        static Recovery run(Path blocksFile, Path stateFile) throws IOException {
            StateStore state = new StateStore(stateFile);
            try {
                if (!state.isWhole()) {
                    throw new MVStoreException(0, "the state does not hold what was put into it");
                }
                Replay replay = new Replay(state);
                BlocksFile blocks = BlocksFile.open(blocksFile, replay);
                try {
                    replay.requireStateNotAhead();
                } catch (LedgerDamagedException e) {
                    blocks.close();
                    throw e;
                }
                return new Recovery(blocks, state, replay.head);
            } catch (IOException | RuntimeException e) {
                state.close();
                throw e;
            }
        }
    }

    /** Applies the blocks that the state does not have yet, checking each against the commit hash it records. */
    private static final class Replay implements BlocksFile.Visitor {
        private final StateStore state;
        private final Optional<StateStore.Mark> mark;
        private Head head = Head.EMPTY;

        Replay(StateStore state) {
            this.state = state;
            this.mark = state.mark();
        }

        @Override
        public void visit(Block block) {
            long number = block.getHeader().getNumber();
            ByteString hash = BlockForm.headerHash(block.getHeader());
            ByteString commitHash = BlockEffects.commitHash(block);
            BlockEffects effects = BlockEffects.of(block);
            requireCommitHash(block, effects, commitHash);
            if (mark.isPresent()
                    && mark.get().block() == number
                    && !mark.get().hash().equals(hash)) {
                throw new MVStoreException(0, "the state is of another chain");
            }
            if (mark.isEmpty() || mark.get().block() < number) {
                state.apply(new StateStore.Mark(number, hash), effects.updates(), effects.ids());
            }
            head = new Head(number + 1, hash, commitHash, effects.config() ? number : head.lastConfig());
        }

        private void requireCommitHash(Block block, BlockEffects effects, ByteString recorded) {
            ByteString filter = BlockEffects.slot(block, BlockForm.TRANSACTIONS_FILTER);
            boolean holds = block.getHeader().getNumber() == 0
                    ? recorded.isEmpty()
                    : recorded.equals(effects.updates().commitHash(filter, head.commitHash()));
            if (!holds) {
                throw new LedgerDamagedException("the commit hash of block "
                        + block.getHeader().getNumber() + " does not follow from its transactions");
            }
        }

        void requireStateNotAhead() {
            if (mark.isPresent() && mark.get().block() >= head.height()) {
                throw new LedgerDamagedException(
                        "the state has seen block " + mark.get().block()
                                + ", but the blocks end before block " + head.height()
                                + ": committed blocks are missing; restore the blocks file");
            }
        }
    }
}

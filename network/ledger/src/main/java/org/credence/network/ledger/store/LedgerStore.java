package org.credence.network.ledger.store;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.credence.network.ledger.collection.CollectionRegistry;
import org.credence.network.ledger.collection.Expiry;
import org.credence.network.ledger.message.BlockForm;
import org.credence.network.ledger.message.PrivateData;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.StateUpdates;
import org.credence.network.ledger.message.Version;
import org.h2.mvstore.MVStoreException;
import org.hyperledger.fabric.protos.common.Block;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger's folder: blocks, the state they lead to, and private data. One writer ({@link #append}); reads from any thread see the chain
 * and the state as of the last block whose append has returned.
 */
public final class LedgerStore implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(LedgerStore.class);

    private final FolderLock lock;
    private final BlocksFile blocks;
    private final StateStore state;
    private final PrivateStore privateData;
    private final RecentBlocks recent = new RecentBlocks();
    private volatile Head head;

    private LedgerStore(FolderLock lock, Recovery recovered) {
        this.lock = lock;
        this.blocks = recovered.blocks();
        this.state = recovered.state();
        this.privateData = recovered.privateData();
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

    /** The folder with private data in clear, in a ledger's folder. */
    public static Path privateFolder(Path folder) {
        return folder.resolve("private");
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
            return Recovery.run(folder);
        } catch (LedgerDamagedException e) {
            throw e;
        } catch (RuntimeException e) {
            // A damaged file makes the store throw whatever it stumbles on. If the cause was another, it shows again.
            log.atWarn()
                    .addKeyValue("file", stateFile(folder))
                    .setCause(e)
                    .log("the state is not usable and is made again from the blocks");
            Files.deleteIfExists(stateFile(folder));
            return Recovery.run(folder);
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

    /** Private data in clear. */
    public PrivateStore privateData() {
        return privateData;
    }

    /** The private data collections that are defined. */
    public CollectionRegistry collections() {
        return state.collections();
    }

    /**
     * A block to be added.
     *
     * @param updates what its valid transactions do
     * @param ids the transaction ids that it uses up, with their places
     * @param config whether it carries a configuration
     * @param privateData what its valid transactions write to private data collections
     */
    public record Addition(
            Block block,
            StateUpdates updates,
            Map<String, TransactionPlace> ids,
            boolean config,
            PrivateData privateData) {}

    /**
     * Adds a block; when this returns it is on the disk with its private data, and in the state.
     *
     * @throws IOException when it could not be written: nothing was added, and nothing more may be until the folder was
     *     opened again
     * @throws UncheckedIOException when the block was added, but what it purges could not be removed; that is done when
     *     the folder is opened again, and nothing more may be added until then
     */
    public void append(Addition addition) throws IOException {
        Block block = addition.block();
        long number = block.getHeader().getNumber();
        privateData.write(number, addition.privateData());
        blocks.append(block);
        ByteString hash = BlockForm.headerHash(block.getHeader());
        CollectionRegistry inForce = state.collections();
        state.apply(new StateStore.Mark(number, hash), addition.updates(), addition.ids());
        removePrivate(number, addition.updates(), inForce);
        recent.add(block);
        boolean config = addition.config();
        head = new Head(number + 1, hash, BlockEffects.commitHash(block), config ? number : head.lastConfig());
    }

    private void removePrivate(long block, StateUpdates updates, CollectionRegistry collections) {
        try {
            for (Map.Entry<StateKey, Version> purge : updates.purges().entrySet()) {
                privateData.purge(purge.getKey(), purge.getValue());
            }
            for (Expiry.Part part : Expiry.parts(collections, block)) {
                privateData.expire(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the private data that block " + block + " ends could not be removed", e);
        }
    }

    @Override
    public void close() throws IOException {
        try (lock;
                blocks) {
            state.close();
        }
    }

    /** What opening a folder comes to. */
    private record Recovery(BlocksFile blocks, StateStore state, PrivateStore privateData, Head head) {

        static Recovery run(Path folder) throws IOException {
            StateStore state = new StateStore(stateFile(folder));
            try {
                if (!state.isWhole()) {
                    throw new MVStoreException(0, "the state does not hold what was put into it");
                }
                state.readCollections();
                Replay replay = new Replay(state);
                BlocksFile blocks = BlocksFile.open(blocksFile(folder), replay);
                try {
                    replay.requireStateNotAhead();
                    PrivateStore privateData = PrivateStore.open(
                            privateFolder(folder),
                            new PrivateStore.Chain(replay.head.height(), replay.purges, state.collections()));
                    return new Recovery(blocks, state, privateData, replay.head);
                } catch (IOException | RuntimeException e) {
                    blocks.close();
                    throw e;
                }
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
        private final NavigableMap<StateKey, Version> purges = new TreeMap<>();
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
            purges.putAll(effects.updates().purges());
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

package org.credence.network.ledger.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.credence.network.ledger.config.InvalidConfigException;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.credence.network.ledger.store.BlockRecords;
import org.credence.network.ledger.store.RecordException;
import org.credence.network.ledger.store.StoredBlock;
import org.hyperledger.fabric.protos.common.Block;

/** Reads blocks ahead and has their signatures checked on several threads, handing them out in order. */
final class CheckedBlocks implements Iterator<CheckedBlocks.Candidate>, AutoCloseable {
    private static final int AHEAD = 64;

    private final BlockRecords records;
    private final ExecutorService executor;
    private final SignatureVerifier signatures = new SignatureVerifier();
    private final Deque<Candidate> ahead = new ArrayDeque<>();
    private Optional<ChannelRules> rules = Optional.empty();
    private long read;
    private boolean finished;
    private Optional<BlockFault> fault = Optional.empty();

    private CheckedBlocks(BlockRecords records) {
        this.records = records;
        this.executor = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
            Thread thread = new Thread(task, "ledger-verify");
            thread.setDaemon(true);
            return thread;
        });
    }

    static CheckedBlocks of(BlockRecords records) {
        return new CheckedBlocks(records);
    }

    static CheckedBlocks open(Path file) throws IOException {
        return new CheckedBlocks(BlockRecords.open(file));
    }

    /**
     * A block that was read, its signatures being checked.
     *
     * @param rules that judge it
     * @param rulesAfter in force after it
     */
    record Candidate(
            StoredBlock stored, ChannelRules rules, ChannelRules rulesAfter, CompletableFuture<CheckedBlock> check) {

        /** @throws BlockFaultException when the block does not hold */
        CheckedBlock checked() {
            try {
                return check.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof BlockFaultException found) {
                    throw found;
                }
                throw e;
            }
        }
    }

    @Override
    public boolean hasNext() {
        fill();
        return !ahead.isEmpty() || fault.isPresent();
    }

    @Override
    public Candidate next() {
        fill();
        Optional<Candidate> next = Optional.ofNullable(ahead.poll());
        if (next.isEmpty() && fault.isPresent()) {
            throw new BlockFaultException(fault.get());
        }
        return next.orElseThrow(() -> new NoSuchElementException("the chain has no more blocks"));
    }

    private void fill() {
        while (!finished && ahead.size() < AHEAD) {
            try {
                Optional<StoredBlock> stored = records.next();
                if (stored.isEmpty()) {
                    finished = true;
                } else {
                    ahead.add(candidate(stored.get()));
                    read++;
                }
            } catch (RecordException e) {
                finish("at byte " + records.position() + " of the file: " + e.getMessage());
            } catch (InvalidConfigException e) {
                finish(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /* The fault is reported after the blocks before it, which may have one of their own. */
    private void finish(String reason) {
        finished = true;
        fault = Optional.of(BlockFault.ofBlock(read, reason));
    }

    private Candidate candidate(StoredBlock stored) throws InvalidConfigException {
        Block block = stored.block();
        ChannelRules judge = rules.isPresent() ? rules.get() : ChannelRules.first(block);
        ChannelRules after = judge.after(block);
        rules = Optional.of(after);
        return new Candidate(
                stored, judge, after, CompletableFuture.supplyAsync(() -> judge.check(block, signatures), executor));
    }

    @Override
    public void close() {
        executor.shutdownNow();
        try {
            records.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

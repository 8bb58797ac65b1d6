package org.credence.network.ledger.order;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.credence.network.ledger.config.ChannelConfig;
import org.credence.network.ledger.config.ConfigTransaction;
import org.credence.network.ledger.config.InvalidConfigException;
import org.credence.network.ledger.message.BlockForm;
import org.credence.network.ledger.message.PrivateData;
import org.credence.network.ledger.message.PrivateSet;
import org.credence.network.ledger.message.StateUpdates;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.credence.network.ledger.msp.SigningIdentity;
import org.credence.network.ledger.store.Head;
import org.credence.network.ledger.store.LedgerDamagedException;
import org.credence.network.ledger.store.LedgerStore;
import org.credence.network.ledger.store.StateSnapshot;
import org.credence.network.ledger.store.TransactionPlace;
import org.credence.network.ledger.validate.BlockValidator;
import org.credence.network.ledger.validate.CheckedTransaction;
import org.credence.network.ledger.validate.TransactionCheck;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts transactions into blocks, one block after the other, each as soon as the one before is committed and something waits.
 * Under load the blocks grow by themselves; alone, a transaction is committed at once.
 */
public final class Orderer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Orderer.class);

    private final LedgerStore store;
    private final SigningIdentity identity;
    private final BlockSigner signer;
    private final SignatureVerifier signatures;
    private final InstantSource clock;
    private final PendingQueue queue = new PendingQueue();
    private final Commits commits;
    private final Thread thread = new Thread(this::run, "ledger-orderer");
    private volatile TransactionCheck check;
    private volatile Optional<LedgerStoppedException> stopped = Optional.empty();

    private Orderer(
            LedgerStore store,
            SigningIdentity identity,
            SignatureVerifier signatures,
            InstantSource clock,
            ChannelConfig config) {
        this.store = store;
        this.identity = identity;
        this.signer = new BlockSigner(identity);
        this.signatures = signatures;
        this.clock = clock;
        this.commits = new Commits(store);
        this.check = new TransactionCheck(config, signatures);
    }

    /**
     * The configuration in force in a store.
     *
     * @return empty when the store has no blocks
     * @throws LedgerDamagedException when it cannot be read from the store
     * @throws IOException when the store cannot be read
     */
    public static Optional<ChannelConfig> configInForce(LedgerStore store) throws IOException {
        if (store.head().height() == 0) {
            return Optional.empty();
        }
        long number = store.head().lastConfig();
        try {
            return Optional.of(
                    ConfigTransaction.read(store.block(number).getData().getData(0)));
        } catch (InvalidConfigException e) {
            throw new LedgerDamagedException("the configuration in block " + number + " cannot be read", e);
        }
    }

    /**
     * Starts ordering on this store; on an empty one, block 0 with the configuration is committed before this returns.
     *
     * @param identity the host's orderer
     * @param config in force in the store, or to be put in force when the store is empty
     * @throws IOException when the store cannot be written
     */
    public static Orderer start(
            LedgerStore store,
            SigningIdentity identity,
            SignatureVerifier signatures,
            InstantSource clock,
            ChannelConfig config)
            throws IOException {
        Orderer orderer = new Orderer(store, identity, signatures, clock, config);
        if (store.head().height() == 0) {
            orderer.append(config);
        }
        orderer.thread.start();
        return orderer;
    }

    /** Judges transactions by the configuration in force. */
    public TransactionCheck check() {
        return check;
    }

    /** Who waits for what. */
    public Commits commits() {
        return commits;
    }

    /**
     * Takes a transaction that was found valid, to be put into a block.
     *
     * @param under the configuration by which it was found valid; if another is in force when its turn comes, it is judged
     *     again
     * @param privateSets the private data that it names by their hashes
     * @throws LedgerStoppedException when no transactions are taken any more
     * @throws LedgerBusyException when too many are waiting
     */
    public void submit(CheckedTransaction transaction, ChannelConfig under, List<PrivateSet> privateSets) {
        enqueue(new PendingQueue.Transaction(transaction, under, privateSets));
    }

    /**
     * Changes the configuration, in a block of its own.
     *
     * @return the number of that block, when it is committed; or the failure of {@code change}
     * @throws LedgerStoppedException when no changes are taken any more
     */
    public CompletableFuture<Long> configure(UnaryOperator<ChannelConfig> change) {
        CompletableFuture<Long> done = new CompletableFuture<>();
        enqueue(new PendingQueue.Change(change, done));
        return done;
    }

    /** @throws LedgerStoppedException when no transactions are taken any more */
    public void requireRunning() {
        if (stopped.isPresent()) {
            throw stopped.get();
        }
    }

    private void enqueue(PendingQueue.Pending pending) {
        requireRunning();
        if (!queue.add(pending)) {
            requireRunning();
            throw new LedgerStoppedException("the ledger is closing");
        }
    }

    private void run() {
        LedgerStoppedException reason =
                new LedgerStoppedException("the ledger's committing thread ended unexpectedly; start again");
        try {
            List<PendingQueue.Pending> batch = queue.take();
            while (!batch.isEmpty()) {
                commit(batch);
                batch = queue.take();
            }
            reason = new LedgerStoppedException("the ledger was closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            reason = stopped("nothing of it is kept; free the disk or repair it and start again", e);
        } catch (RuntimeException e) {
            reason = stopped("start again: what is on the disk is brought in order then", e);
        } finally {
            stop(reason);
        }
    }

    private LedgerStoppedException stopped(String advice, Exception cause) {
        long block = store.head().height();
        log.atError().addKeyValue("block", block).setCause(cause).log("the ledger stopped");
        return new LedgerStoppedException(
                "the ledger stopped at block " + block + ", which could not be committed: " + cause.getMessage() + "; "
                        + advice,
                cause);
    }

    private void stop(LedgerStoppedException reason) {
        stopped = Optional.of(reason);
        queue.close();
        for (PendingQueue.Change change : queue.drainChanges()) {
            change.done().completeExceptionally(reason);
        }
        commits.stopped(reason);
    }

    private void commit(List<PendingQueue.Pending> batch) throws IOException {
        if (batch.get(0) instanceof PendingQueue.Change change) {
            commit(change);
            return;
        }
        TransactionCheck now = check;
        List<CheckedTransaction> transactions = new ArrayList<>(batch.size());
        List<List<PrivateSet>> privateSets = new ArrayList<>(batch.size());
        for (PendingQueue.Pending pending : batch) {
            if (pending instanceof PendingQueue.Transaction transaction) {
                transactions.add(
                        transaction.under() == now.config()
                                ? transaction.checked()
                                : now.check(transaction.checked().bytes()));
                privateSets.add(transaction.privateSets());
            }
        }
        append(transactions, privateSets);
    }

    private void commit(PendingQueue.Change change) throws IOException {
        ChannelConfig next;
        try {
            next = change.change().apply(check.config());
        } catch (RuntimeException e) {
            change.done().completeExceptionally(e);
            return;
        }
        try {
            append(next);
        } catch (IOException | RuntimeException e) {
            change.done()
                    .completeExceptionally(new LedgerStoppedException(
                            "the configuration could not be committed: " + e.getMessage(), e));
            throw e;
        }
        change.done().complete(store.head().lastConfig());
    }

    private void append(ChannelConfig next) throws IOException {
        Head head = store.head();
        List<ByteString> data = List.of(ConfigTransaction.encode(next, identity, clock.instant()));
        ByteString filter = BlockForm.filterSlot(List.of(TxValidationCode.VALID));
        StateUpdates updates = new StateUpdates();
        ByteString commitHash = head.height() == 0 ? ByteString.EMPTY : updates.commitHash(filter, head.commitHash());
        Block block = signer.block(head, data, filter, commitHash, head.height());
        store.append(new LedgerStore.Addition(block, updates, Map.of(), true, PrivateData.NONE));
        check = new TransactionCheck(next, signatures);
        commits.committed(List.of());
        log.atInfo()
                .addKeyValue("block", head.height())
                .addKeyValue("sequence", next.sequence())
                .addKeyValue("organizations", next.organizations().size())
                .log("configuration in force");
    }

    private void append(List<CheckedTransaction> transactions, List<List<PrivateSet>> privateSets) throws IOException {
        Head head = store.head();
        BlockValidator.Result result = validate(head, transactions);
        ByteString filter = BlockForm.filterSlot(result.codes());
        Block block = signer.block(
                head,
                transactions.stream().map(CheckedTransaction::bytes).toList(),
                filter,
                result.updates().commitHash(filter, head.commitHash()),
                head.lastConfig());
        Map<String, TransactionPlace> ids = places(head.height(), transactions, result.codes());
        store.append(
                new LedgerStore.Addition(block, result.updates(), ids, false, ofValid(result.codes(), privateSets)));
        commits.committed(ids.keySet());
        log.atDebug()
                .addKeyValue("block", head.height())
                .addKeyValue("transactions", transactions.size())
                .log("block committed");
    }

    private BlockValidator.Result validate(Head head, List<CheckedTransaction> transactions) {
        try (StateSnapshot committed = store.snapshot()) {
            return new BlockValidator(id -> store.transaction(id).isPresent(), committed)
                    .validate(head.height(), transactions);
        }
    }

    private static PrivateData ofValid(List<TxValidationCode> codes, List<List<PrivateSet>> privateSets) {
        NavigableMap<Long, List<PrivateSet>> byTransaction = new TreeMap<>();
        for (int i = 0; i < codes.size(); i++) {
            if (codes.get(i) == TxValidationCode.VALID) {
                byTransaction.put((long) i, privateSets.get(i));
            }
        }
        return new PrivateData(byTransaction);
    }

    private static Map<String, TransactionPlace> places(
            long block, List<CheckedTransaction> transactions, List<TxValidationCode> codes) {
        Map<String, TransactionPlace> places = new LinkedHashMap<>();
        for (int i = 0; i < transactions.size(); i++) {
            TransactionPlace place = new TransactionPlace(block, i, codes.get(i).getNumber());
            transactions.get(i).provenId().ifPresent(id -> places.putIfAbsent(id, place));
        }
        return places;
    }

    /** Commits what waits, then stops. */
    @Override
    public void close() {
        queue.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.credence.node.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.credence.node.config.StudyFile;
import org.credence.node.config.StudyMember;
import org.credence.node.data.RowsCodec;
import org.credence.node.data.StudyInput;
import org.credence.node.data.StudyRun;
import org.credence.node.evidence.RunFolder;
import org.credence.node.round.NodeBuilder;
import org.credence.node.round.PartClock;
import org.credence.node.round.StudyBook;
import org.credence.node.store.FileNodeState;
import org.credence.node.store.FileUpdateStore;
import org.credence.node.store.UpdateStore;
import org.credence.node.update.LocalExchange;
import org.credence.node.update.UpdateExchange;
import org.credence.protocol.MemberId;

/**
 * A consortium and its studies on one machine, from certificates to claims: one study for each fold, then the one that counts. Goes on
 * where an earlier process was killed.
 */
public final class LocalRun {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StudyFile file;
    private final StudyInput input;
    private final RunFolder folder;
    private final LedgerChoice ledger;
    private final Progress progress;
    private final InstantSource clock;
    private final PartClock parts;

    /** A run of this study on these rows. */
    public LocalRun(
            StudyFile file,
            StudyInput input,
            RunFolder folder,
            LedgerChoice ledger,
            Progress progress,
            InstantSource clock,
            PartClock parts) {
        this.file = file;
        this.input = input;
        this.folder = folder;
        this.ledger = ledger;
        this.progress = progress;
        this.clock = clock;
        this.parts = parts;
    }

    /**
     * What came of a run.
     *
     * @param folds comparisons of the folds, in order
     * @param bytesSent by each member to others
     * @param height blocks on the ledger
     * @param took wall time
     */
    public record Outcome(
            StudyResult main,
            List<Comparison> folds,
            Map<MemberId, Long> bytesSent,
            long height,
            List<String> warnings,
            Duration took) {
        public Outcome {
            folds = List.copyOf(folds);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Runs everything, and leaves the evidence in the folder.
     *
     * @throws StudyStoppedException if a study cannot start, go on or end well; what was done stays in the folder
     */
    public Outcome run() throws InterruptedException {
        long start = System.nanoTime();
        List<MemberId> members = file.members().stream().map(StudyMember::id).toList();
        ExecutorService threads = Executors.newCachedThreadPool();
        try (LocalNetwork network = LocalNetwork.open(folder, members, ledger, clock, threads, progress::step)) {
            network.found();
            var exchange = new LocalExchange();
            var surroundings = new StudyExecution.Surroundings(
                    network, storage(members, exchange), threads, parts, clock, PATIENCE, progress);
            List<Comparison> folds = new ArrayList<>();
            List<String> warnings = new ArrayList<>();
            for (StudyRun fold : input.folds()) {
                study(fold, surroundings, new ArrayList<>()).comparison().ifPresent(folds::add);
            }
            StudyResult main = study(input.main(), surroundings, warnings);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new Outcome(main, folds, exchange.bytesSent(), kept(network), warnings, took);
        } finally {
            threads.shutdownNow();
        }
    }

    private long kept(LocalNetwork network) throws InterruptedException {
        try {
            return network.keepRecord();
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger's record cannot be kept in " + folder.root() + ": " + e, e);
        }
    }

    private StudyResult study(StudyRun run, StudyExecution.Surroundings surroundings, List<String> warnings)
            throws InterruptedException {
        StudyBook book = StudyBook.of(
                file.spec(run.study(), new RowsCodec(input.schema()).digest(run.validation())), run.validation());
        Documents.writeTerms(folder.study(run.study()), book);
        StudyResult result = new StudyExecution(file, run, book, surroundings).run(warnings);
        Documents.writeResults(folder.study(run.study()), result);
        return result;
    }

    /** Each member's store and exchange serve all studies; its memory is of one. */
    private Function<StudyExecution.Place, NodeBuilder.Storage> storage(
            List<MemberId> members, LocalExchange exchange) {
        Map<MemberId, UpdateStore> stores = new TreeMap<>();
        Map<MemberId, UpdateExchange> ports = new TreeMap<>();
        for (MemberId member : members) {
            UpdateStore store = new FileUpdateStore(folder.content(member));
            stores.put(member, store);
            ports.put(member, exchange.join(member, store));
        }
        return place -> new NodeBuilder.Storage(
                require(stores, place.member()),
                require(ports, place.member()),
                new FileNodeState(folder.memory(place.member(), place.study())));
    }

    private static <T> T require(Map<MemberId, T> all, MemberId member) {
        T one = all.get(member);
        if (one == null) {
            throw new IllegalArgumentException(member + " is no member of this run");
        }
        return one;
    }
}

package org.credence.node.cli.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.credence.ledger.Ledger;
import org.credence.node.audit.Audit;
import org.credence.node.audit.AuditListener;
import org.credence.node.audit.AuditReport;
import org.credence.node.config.StudyFile;
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
import org.credence.protocol.AccountId;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateKey;
import org.credence.protocol.StateView;

/** A study of the small study's members, on either ledger, where something goes wrong. */
final class TroubledStudy {
    /** Nobody waits longer than this for a member, give or take two seconds. */
    private static final int PHASE_SECONDS = 2;

    /** Longer than any pause of a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static final StudyFile FILE = SmallStudy.file(PHASE_SECONDS).withRounds(2);

    private final StudyFile file;
    private final Path data;
    private final RunFolder folder;
    private final LedgerChoice ledger;
    private final List<String> warnings = new ArrayList<>();

    /**
     * Two rounds on the embedded ledger.
     *
     * @param folder what the run leaves
     */
    TroubledStudy(Path data, RunFolder folder) {
        this(FILE, data, folder, new LedgerChoice.Embedded());
    }

    /**
     * Any study of those members.
     *
     * @param data an empty folder for their rows
     * @param folder what the run leaves
     */
    TroubledStudy(StudyFile file, Path data, RunFolder folder, LedgerChoice ledger) {
        this.file = file;
        this.data = data;
        this.folder = folder;
        this.ledger = ledger;
    }

    /** What the report would tell of the members. */
    List<String> warnings() {
        return warnings;
    }

    /** Runs the study to its end, and leaves what an audit needs. */
    StudyResult run(Trouble trouble) throws Exception {
        return run(trouble, PATIENCE);
    }

    /** @param patience how long nothing may happen before the study is given up */
    StudyResult run(Trouble trouble, Duration patience) throws Exception {
        StudyInput input = SmallStudy.input(file, data);
        StudyRun run = input.main();
        StudyBook book = StudyBook.of(
                file.spec(run.study(), new RowsCodec(input.schema()).digest(run.validation())), run.validation());
        Documents.writeTerms(folder.study(run.study()), book);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (LocalNetwork network = open(threads)) {
            network.found();
            var surroundings = new StudyExecution.Surroundings(
                    new TroubledOffices(network, trouble),
                    storage(trouble)::at,
                    threads,
                    new PartClock(System::nanoTime),
                    InstantSource.system(),
                    patience,
                    new Meanwhile(network, trouble));
            StudyResult result = new StudyExecution(file, run, book, surroundings).run(warnings);
            Documents.writeResults(folder.study(run.study()), result);
            network.keepRecord();
            return result;
        } finally {
            threads.shutdownNow();
        }
    }

    private LocalNetwork open(ExecutorService threads) {
        return LocalNetwork.open(folder, SmallStudy.MEMBERS, ledger, InstantSource.system(), threads);
    }

    /** Whether the ledger that was left behind has a fact. */
    boolean has(StateKey<?> key) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (LocalNetwork network = open(threads)) {
            return network.member(SmallStudy.MEMBERS.get(0)).read(key).isPresent();
        } finally {
            threads.shutdownNow();
        }
    }

    /** What the blocks that were left behind say. */
    BlockTally tally() throws IOException {
        return BlockTally.of(folder);
    }

    AuditReport audit() throws IOException {
        return Audit.of(folder.root()).run(AuditListener.NONE);
    }

    private Storage storage(Trouble trouble) {
        Map<MemberId, UpdateStore> stores = new TreeMap<>();
        Map<MemberId, UpdateExchange> exchanges = new TreeMap<>();
        var exchange = new LocalExchange();
        SmallStudy.MEMBERS.forEach(member -> stores.put(member, new FileUpdateStore(folder.content(member))));
        SmallStudy.MEMBERS.forEach(member ->
                exchanges.put(member, trouble.exchange(member, exchange.join(member, trouble.served(member, stores)))));
        return new Storage(folder, stores, exchanges);
    }

    private record Storage(
            RunFolder folder, Map<MemberId, UpdateStore> stores, Map<MemberId, UpdateExchange> exchanges) {
        NodeBuilder.Storage at(StudyExecution.Place place) {
            return new NodeBuilder.Storage(
                    stores.get(place.member()),
                    exchanges.get(place.member()),
                    new FileNodeState(folder.memory(place.member(), place.study())));
        }
    }

    private record TroubledOffices(LocalNetwork network, Trouble trouble) implements Offices {
        @Override
        public Ledger member(MemberId member) {
            return trouble.ledger(network, member);
        }

        @Override
        public Ledger board(MemberId member) {
            return network.board(member);
        }

        @Override
        public Ledger owner(AccountId account) {
            return network.owner(account);
        }
    }

    private record Meanwhile(LocalNetwork network, Trouble trouble) implements Progress {
        @Override
        public void begins(StudyBook book) {}

        @Override
        public void goesOn(StudyBook book, StateView state, double metric) {
            trouble.meanwhile(network, state);
        }
    }
}

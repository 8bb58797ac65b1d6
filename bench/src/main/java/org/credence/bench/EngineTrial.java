package org.credence.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.credence.network.ledger.store.LedgerStore;
import org.credence.node.cli.local.LocalRun;
import org.credence.node.evidence.RunFolder;
import org.credence.node.round.PartClock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The demo's study on one ledger, with what each part of the ledger cost. A new JVM, a new folder, no warm-up; a Fabric network is
 * started before and stopped after, also when the study fails.
 */
@Command(
        name = "bench/run engine",
        mixinStandardHelpOptions = true,
        description = "Runs the demo's study on one ledger and prints what it took and cost, by part.")
public final class EngineTrial implements Callable<Integer> {
    @Option(names = "--rounds", paramLabel = "N", description = "Rounds (${DEFAULT-VALUE}).")
    private int rounds = 600;

    @Option(names = "--members", paramLabel = "N", description = "Members, 4 to 13 (${DEFAULT-VALUE}).")
    private int members = BenchStudy.ALL;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the trial and of the study (${DEFAULT-VALUE}).")
    private long seed = 1;

    @Mixin
    private final Engine engine = new Engine();

    @Spec
    private @Nullable CommandSpec spec;

    /** Ends with status 0 and a table on standard output; with any other, the study did not end and standard error says why. */
    public static void main(String[] arguments) {
        BenchMain.run(new EngineTrial(), arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Sizes.require(spec, members);
        WorkFolder.use(folder -> System.out.print(run(folder).table()));
        return 0;
    }

    private EngineFigures run(RunFolder folder) throws IOException, InterruptedException {
        BenchStudy study = BenchStudy.draw(seed, rounds, members, folder.data());
        long start = System.nanoTime();
        try (BenchLedger ledger = engine.open(folder, study.members())) {
            Duration started = Duration.ofNanos(System.nanoTime() - start);
            var watch = new SealWatch(new RoundCounter(System.err, rounds), System::nanoTime);
            var costs = LedgerCosts.begin(ledger);
            LocalRun.Outcome outcome = new LocalRun(
                            study.file(),
                            study.input(),
                            folder,
                            ledger.choice(),
                            watch,
                            InstantSource.system(),
                            new PartClock(System::nanoTime))
                    .run();
            return new EngineFigures(
                    study,
                    started,
                    outcome,
                    CallCount.of(LedgerStore.blocksFile(folder.ledger())),
                    watch.delays(),
                    costs.soFar());
        }
    }
}

package org.credence.bench;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.credence.node.cli.local.LedgerChoice;
import org.credence.node.cli.local.LocalRun;
import org.credence.node.evidence.RunFolder;
import org.credence.node.round.PartClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The whole line, timed: the demo's consortium from its certificates to the last claim, with nothing left out but the comparison that
 * only the demo makes (pooled rows, each member alone) and the audit. A new JVM, a new folder, no warm-up.
 */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        description = "Runs the demo's study and prints how long it took and what it cost.")
public final class StudyBenchmark implements Callable<Integer> {
    @Option(names = "--rounds", paramLabel = "N", description = "Rounds (${DEFAULT-VALUE}).")
    private int rounds = 600;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the trial and of the study (${DEFAULT-VALUE}).")
    private long seed = 1;

    /** Ends with status 0 and a table on standard output; with any other, the study did not end and standard error says why. */
    public static void main(String[] arguments) {
        BenchMain.run(new StudyBenchmark(), arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        WorkFolder.use(folder -> System.out.print(run(folder)));
        return 0;
    }

    private String run(RunFolder folder) throws IOException, InterruptedException {
        BenchStudy study = BenchStudy.draw(seed, rounds, BenchStudy.ALL, folder.data());
        var parts = new PartClock(System::nanoTime);
        LocalRun.Outcome outcome = new LocalRun(
                        study.file(),
                        study.input(),
                        folder,
                        new LedgerChoice.Embedded(),
                        new RoundCounter(System.err, rounds),
                        InstantSource.system(),
                        parts)
                .run();
        return new StudyFigures(study, outcome, parts, MemoryPeaks.now(), DiskUse.of(folder)).table();
    }
}

package org.credence.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.credence.node.cli.local.LedgerChoice;
import org.credence.node.cli.local.LocalRun;
import org.credence.node.config.StudyFile;
import org.credence.node.data.RawRows;
import org.credence.node.data.StudyInput;
import org.credence.node.data.StudyRun;
import org.credence.node.demo.DemoStudy;
import org.credence.node.evidence.RunFolder;
import org.credence.node.round.PartClock;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
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
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(new CommandLine(new StudyBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("credence-bench");
        try {
            System.out.print(run(new RunFolder(folder)));
        } finally {
            DiskUse.delete(folder);
        }
        return 0;
    }

    private String run(RunFolder folder) throws IOException, InterruptedException {
        DemoStudy.writeData(seed, folder.data());
        StudyFile file = DemoStudy.of(seed, rounds);
        StudyInput input = withoutTest(StudyInput.load(file, folder.data()));
        var parts = new PartClock(System::nanoTime);
        var progress = new RoundCounter(System.err, rounds);
        LocalRun.Outcome outcome = new LocalRun(
                        file, input, folder, new LedgerChoice.Embedded(), progress, InstantSource.system(), parts)
                .run();
        return new StudyFigures(input, file, outcome, parts, MemoryPeaks.now(), DiskUse.of(folder)).table();
    }

    /** The same study without test rows, so that no model is compared with another. */
    private static StudyInput withoutTest(StudyInput input) {
        RawRows none = RawRows.none(input.schema());
        StudyRun main = input.main();
        List<StudyRun.MemberRows> members = main.members().stream()
                .map(rows -> new StudyRun.MemberRows(rows.member(), rows.train(), none))
                .toList();
        return new StudyInput(input.schema(), List.of(), new StudyRun(main.study(), members, main.validation(), none));
    }
}

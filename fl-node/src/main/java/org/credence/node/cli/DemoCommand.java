package org.credence.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.credence.node.cli.local.LedgerChoice;
import org.credence.node.config.StudyFile;
import org.credence.node.demo.DemoStudy;
import org.credence.node.demo.SyntheticTrial;
import org.credence.node.evidence.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code credence demo}: a consortium of 13 members on generated data. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Runs a consortium of 13 members and 242 generated patients, from certificates to claimed credit.")
final class DemoCommand implements Callable<Integer> {
    private static final long DEFAULT_SEED = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Keeps the run: ledger, updates, models, statements, report.json. The same command goes on after a kill.")
    private @Nullable Path out;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds; the published study had 600.")
    private @Nullable Integer rounds;

    @Option(names = "--seed", paramLabel = "N", description = "Another trial, another seed of everything.")
    private @Nullable Long seed;

    @Mixin
    private final LedgerOptions ledger = new LedgerOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long chosen = Arguments.seed(Arguments.given(spec), seed).orElse(DEFAULT_SEED);
        OptionalInt chosenRounds = Arguments.rounds(Arguments.given(spec), rounds);
        StudyFile file = chosenRounds.isEmpty() ? DemoStudy.of(chosen) : DemoStudy.of(chosen, chosenRounds.getAsInt());
        PrintWriter console = Arguments.given(spec).commandLine().getOut();
        LedgerChoice choice = ledger.choice();
        if (out != null) {
            return run(file, new RunFolder(out), choice, console);
        }
        try (TemporaryFolder temporary = TemporaryFolder.create("credence-demo")) {
            return run(file, new RunFolder(temporary.path()), choice, console);
        }
    }

    private static int run(StudyFile file, RunFolder folder, LedgerChoice choice, PrintWriter console)
            throws IOException, InterruptedException {
        var desk =
                new RunDesk("demo", file, DemoStudy.yaml().getBytes(StandardCharsets.UTF_8), folder, choice, console);
        desk.claim();
        new SyntheticTrial(file.seed()).write(folder.data());
        return desk.run(folder.data());
    }
}

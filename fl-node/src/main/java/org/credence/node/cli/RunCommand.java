package org.credence.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.credence.node.config.StudyFile;
import org.credence.node.evidence.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code credence run}: a study on the user's own files, with all members on this machine. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs a study on your own data: one CSV file a member, all members on this machine.")
final class RunCommand implements Callable<Integer> {
    @Option(names = "--study", required = true, paramLabel = "FILE", description = "The study file (YAML).")
    private @Nullable Path study;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The folder with the CSV files it names.")
    private @Nullable Path data;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description =
                    "Keeps the run: ledger, updates, models, statements, report.json. The same command goes on after a kill.")
    private @Nullable Path out;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds, in place of the study file's.")
    private @Nullable Integer rounds;

    @Option(names = "--seed", paramLabel = "N", description = "Seed, in place of the study file's.")
    private @Nullable Long seed;

    @Mixin
    private final LedgerOptions ledger = new LedgerOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        OptionalInt chosenRounds = Arguments.rounds(Arguments.given(spec), rounds);
        OptionalLong chosenSeed = Arguments.seed(Arguments.given(spec), seed);
        Path studyPath = Arguments.given(study);
        Path dataPath = Arguments.given(data);
        PrintWriter console = Arguments.given(spec).commandLine().getOut();
        if (!Files.isRegularFile(studyPath) || !Files.isDirectory(dataPath)) {
            Arguments.given(spec)
                    .commandLine()
                    .getErr()
                    .println(
                            Files.isRegularFile(studyPath)
                                    ? dataPath + " is no folder; --data names the folder with the CSV files"
                                    : studyPath + " is no file; --study names the study file");
            return ExitCode.NO_INPUT;
        }
        StudyFile file = Arguments.adjusted(StudyFile.read(studyPath), chosenRounds, chosenSeed);
        var desk = new RunDesk(
                "run",
                file,
                Files.readAllBytes(studyPath),
                new RunFolder(Arguments.given(out)),
                ledger.choice(),
                console);
        return desk.run(dataPath);
    }
}

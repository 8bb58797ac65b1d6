package org.credence.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.credence.node.cli.site.SeatStatus;
import org.credence.node.cli.site.SiteFolder;
import org.credence.node.cli.site.SiteProcess;
import org.credence.node.config.NodeFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code credence node}: a member's node, until it is stopped. */
@Command(
        name = "node",
        mixinStandardHelpOptions = true,
        description =
                "Runs a member's node beside its own data: takes part in the studies that its node.yaml names. Ends with Ctrl-C or SIGTERM; started again, it goes on.")
final class NodeCommand implements Callable<Integer> {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "The organization's folder, with node.yaml, connection.json and certificates/ (default: the current one).")
    private Path home = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folder = new SiteFolder(home);
        NodeFile file = NodeFile.read(folder.settings());
        PrintWriter out = Arguments.given(spec).commandLine().getOut();
        var process = new SiteProcess(folder, file, new Lines(out), InstantSource.system());
        var stopping = new Stopping(process::stop);
        try {
            process.run();
            return ExitCode.OK;
        } finally {
            stopping.close();
        }
    }

    /** A line for each thing that happens, for a terminal or a journal. */
    private record Lines(PrintWriter out) implements SiteProcess.Console {
        @Override
        public void serves(NodeFile file, int port) {
            say("%s serves members on port %d, as %s, in %d studies"
                    .formatted(
                            file.member(),
                            port,
                            file.exchange().address(),
                            file.studies().size()));
        }

        @Override
        public void troubled(String why, Duration pause) {
            say("the ledger cannot be followed, next try in %d s: %s".formatted(pause.toSeconds(), why));
        }

        @Override
        public void accept(SeatStatus seat) {
            say("study %s: %s: %s".formatted(seat.study(), seat.phase().name().toLowerCase(Locale.ROOT), seat.words()));
        }

        private void say(String line) {
            synchronized (out) {
                out.println(line);
                out.flush();
            }
        }
    }
}

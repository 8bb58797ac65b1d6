package org.credence.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.credence.ledger.Ledger;
import org.credence.node.cli.local.LocalNetwork;
import org.credence.node.config.StudyMember;
import org.credence.node.demo.DemoStudy;
import org.credence.node.evidence.RunFolder;
import org.credence.protocol.MemberId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many independent transactions a ledger takes: offered at growing rates until it is saturated. */
@Command(
        name = "bench/run load",
        mixinStandardHelpOptions = true,
        description =
                "Offers a ledger independent transactions at growing rates until it is saturated, and prints where the knee is.")
public final class LoadBenchmark implements Callable<Integer> {
    @Option(names = "--members", paramLabel = "N", description = "Members, 4 to 13 (${DEFAULT-VALUE}).")
    private int members = BenchStudy.ALL;

    @Option(
            names = "--from",
            paramLabel = "RATE",
            description = "Transactions a second of the first step (${DEFAULT-VALUE}).")
    private double from = 10;

    @Option(
            names = "--factor",
            paramLabel = "F",
            description = "By which the rate grows with each step (${DEFAULT-VALUE}).")
    private double factor = 1.3;

    @Option(names = "--seconds", paramLabel = "N", description = "How long each step sends (${DEFAULT-VALUE}).")
    private int seconds = 15;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description = "Transactions that may be under way at once; more that are due wait (${DEFAULT-VALUE}).")
    private int inFlight = 500;

    @Mixin
    private final Engine engine = new Engine();

    @Spec
    private @Nullable CommandSpec spec;

    /** Ends with status 0 and a table on standard output; with any other, standard error says why. */
    public static void main(String[] arguments) {
        BenchMain.run(new LoadBenchmark(), arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(from > 0, "--from must be above 0, was " + from);
        require(factor > 1, "--factor must be above 1, was " + factor);
        require(seconds > 0, "--seconds must be at least 1, was " + seconds);
        require(inFlight > 0, "--in-flight must be at least 1, was " + inFlight);
        Sizes.require(spec, members);
        WorkFolder.use(this::run);
        return 0;
    }

    private void require(boolean holds, String words) {
        if (!holds) {
            throw Sizes.wrong(spec, words);
        }
    }

    private void run(RunFolder folder) throws IOException, InterruptedException {
        List<MemberId> consortium = DemoStudy.of(1).withFirstMembers(members).members().stream()
                .map(StudyMember::id)
                .toList();
        ExecutorService threads = Executors.newCachedThreadPool();
        try (BenchLedger ledger = engine.open(folder, consortium);
                LocalNetwork network =
                        new LocalNetwork(folder, consortium, ledger.choice(), InstantSource.system(), threads)) {
            network.found();
            List<Ledger> callers = consortium.stream().map(network::member).toList();
            load(ledger, new OpenLoop(threads, inFlight, new Proposals(callers)));
        } finally {
            threads.shutdownNow();
        }
    }

    private void load(BenchLedger ledger, OpenLoop loop) throws InterruptedException {
        Duration length = Duration.ofSeconds(seconds);
        // What a JVM and its connections do once, before anything is counted.
        loop.run(from, length);
        var steps = new LoadSteps();
        var table = new LoadTable(ledger.processes().keySet());
        for (double rate = from; !steps.isSaturated(); rate *= factor) {
            LedgerCosts costs = LedgerCosts.begin(ledger);
            LoadStep step = loop.run(rate, length);
            steps.add(step);
            table.add(step, costs.soFar().used());
            System.err.printf("offered %.0f/s, done %.0f/s%n", rate, step.throughput());
        }
        System.out.printf("%s; %d members%n%n%s%n%s%n", Machine.words(), members, table, steps.verdict());
    }
}

package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.credence.network.fabric.FabricNetwork;
import org.credence.node.cli.local.SmallFabric;
import org.credence.node.evidence.RunFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run on a Fabric network whose process, all members' nodes in it, is killed over and over: the network's processes are not its own
 * and go on, and the next process finds them. A moment is a word on the console and a little later, as a seed draws it.
 */
@Timeout(600)
final class FabricRestartIT {
    private static final int ROUNDS = 10;
    private static final long STUDY_SEED = 11;
    private static final long KILL_SEED = 7;

    /** Longer than a round: a kill meets any of its calls. */
    private static final int MOST_MILLIS = 1_000;

    /** Some hosts' parts are started then, others are not. */
    private static final int MOST_MILLIS_OF_A_START = 50;

    /** A peer, an ordering node, a contract's service. */
    private static final int PARTS_OF_A_HOST = 3;

    @TempDir
    private Path folder;

    private SmallRun small;

    @BeforeEach
    void runOnTheEmbeddedLedger() throws Exception {
        SmallFabric.require();
        small = SmallRun.seeded(folder);
        Program.run(Program.ownJdk(), console(), small.command(calm(), ROUNDS, STUDY_SEED));
    }

    @AfterEach
    void stop() {
        Stream.of(standing(), own())
                .filter(FabricNetwork::exists)
                .forEach(network -> SmallFabric.in(network).close());
    }

    private Path console() {
        return folder.resolve("console.txt");
    }

    private Path calm() {
        return folder.resolve("calm");
    }

    private Path out() {
        return folder.resolve("out");
    }

    /** A network that is there before the run and after it. */
    private Path standing() {
        return folder.resolve("network");
    }

    /** The run's own. */
    private Path own() {
        return new RunFolder(out()).network();
    }

    private List<String> command(String... more) {
        List<String> command = new ArrayList<>(small.command(out(), ROUNDS, STUDY_SEED));
        command.addAll(List.of("--ledger", "fabric"));
        command.addAll(List.of(more));
        return command;
    }

    @Test
    void aRunOnARunningNetworkThatIsKilledOverAndOverEndsLikeOneThatIsNot() throws Exception {
        FabricNetwork running = SmallFabric.in(standing()).network();
        running.up();
        Map<String, Long> processes = processes(running);
        assertThat(processes).hasSize(PARTS_OF_A_HOST * SmallFabric.HOSTS.size());
        List<String> command = command("--network", standing().toString());
        var random = new SplittableRandom(KILL_SEED);
        for (String words : List.of(
                "Study small",
                "round 1 of",
                "round 3 of",
                "round 4 of",
                "round 6 of",
                "round 8 of",
                "scoring the last window",
                "settled")) {
            killed(command, words, random);
        }
        assertThat(processes(running)).isEqualTo(processes);

        assertEndsLikeTheCalmOne(command);
        assertThat(processes(running)).isEqualTo(processes);
    }

    @Test
    void aRunThatWasKilledWithANetworkOfItsOwnFindsItRunningAndStopsItAtItsEnd() throws Exception {
        List<String> command = command();
        var random = new SplittableRandom(KILL_SEED);
        for (String part : List.of("orderer", "peer", "contract-1")) {
            killed(command, () -> isStarted(part), random.nextInt(MOST_MILLIS_OF_A_START));
        }
        killed(command, "round 2 of", random);
        FabricNetwork left = SmallFabric.in(own()).network();
        Map<String, Long> processes = processes(left);
        assertThat(processes).hasSize(PARTS_OF_A_HOST * SmallFabric.HOSTS.size());

        killed(command, "round 5 of", random);
        assertThat(processes(left)).isEqualTo(processes);

        assertEndsLikeTheCalmOne(command);
        assertThat(processes(left)).isEmpty();
    }

    /** Whether any host's part of this name was started at some time. */
    private boolean isStarted(String part) {
        return SmallFabric.HOSTS.stream()
                .map(host -> own().resolve(host.value()).resolve("run"))
                .anyMatch(records -> Files.exists(records.resolve(part + ".json")));
    }

    /** Kills a run when it has said these words, a little later. */
    private void killed(List<String> command, String words, SplittableRandom random)
            throws IOException, InterruptedException {
        killed(command, () -> Files.readString(console()).contains(words), random.nextInt(MOST_MILLIS));
    }

    private void killed(List<String> command, Program.Condition moment, int later)
            throws IOException, InterruptedException {
        try (Program program = Program.start(Program.ownJdk(), console(), command)) {
            program.await(moment);
            program.killAfter(later);
        }
    }

    private void assertEndsLikeTheCalmOne(List<String> command) throws Exception {
        Program.run(Program.ownJdk(), console(), command);
        assertThat(SmallRun.results(out())).isEqualTo(SmallRun.results(calm()));
        assertThat(SmallRun.report(out()).at("/audit/verdict").textValue()).isEqualTo("pass");
    }

    /** The processes that run, by their names. */
    private static Map<String, Long> processes(FabricNetwork network) {
        var all = new TreeMap<String, Long>();
        for (String host : network.hosts()) {
            var parts = new ArrayList<>(network.contracts(host));
            parts.add(network.peer(host));
            parts.add(network.orderer(host));
            parts.forEach(part -> part.handle().map(ProcessHandle::pid).ifPresent(pid -> all.put(part.name(), pid)));
        }
        return all;
    }
}

package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.credence.network.ledger.store.LedgerStore;
import org.credence.node.evidence.RunFolder;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run whose process is killed over and over, on one folder, at moments that a seed draws. A moment is a size of the ledger's file or
 * a word on the console, and a little later; so a slow machine is killed as far into the study as a fast one, and each life gets on.
 */
class RestartIT {
    private static final int ROUNDS = 12;
    private static final int WINDOWS = ROUNDS / 2;
    private static final long STUDY_SEED = 11;
    private static final long KILL_SEED = 20;

    /** Kills while the ledger grows to this share of what an undisturbed run leaves. */
    private static final int KILLS_ON_GROWTH = 17;

    private static final double GROWTH = 0.85;

    /** Then, one kill each at these words on the console. */
    private static final List<String> LAST_WORDS = List.of("scoring the last window", "settled", "settled");

    private static final int MOST_MILLIS = 150;

    @TempDir
    private Path folder;

    @Test
    void aRunThatIsKilledTwentyTimesEndsLikeOneThatIsNot() throws Exception {
        SmallRun small = SmallRun.seeded(folder);
        Path calm = folder.resolve("calm");
        Program.run(Program.ownJdk(), console(), small.command(calm, ROUNDS, STUDY_SEED));

        Path disturbed = folder.resolve("disturbed");
        List<String> command = small.command(disturbed, ROUNDS, STUDY_SEED);
        List<LedgerStanding> kills = killed(command, disturbed, ledgerBytes(calm));
        Program.run(Program.ownJdk(), console(), command);
        Program.run(Program.ownJdk(), console(), List.of("audit", disturbed.toString()));

        assertThat(SmallRun.results(disturbed)).isEqualTo(SmallRun.results(calm));
        assertThat(SmallRun.report(disturbed).at("/audit/verdict").textValue()).isEqualTo("pass");
        assertThat(kills).hasSize(KILLS_ON_GROWTH + LAST_WORDS.size());
        assertThat(kills).filteredOn(RestartIT::running).hasSizeGreaterThan(3);
        assertThat(kills).anyMatch(LedgerStanding::scoring);
        assertThat(kills).anyMatch(LedgerStanding::settled);
    }

    private List<LedgerStanding> killed(List<String> command, Path out, long wholeLedger)
            throws IOException, InterruptedException {
        var random = new SplittableRandom(KILL_SEED);
        var kills = new ArrayList<LedgerStanding>();
        for (int kill = 0; kill < KILLS_ON_GROWTH; kill++) {
            double share = GROWTH * (kill + random.nextDouble()) / KILLS_ON_GROWTH;
            long grown = Math.max((long) (share * wholeLedger), ledgerBytes(out) + 1);
            kills.add(kill(command, out, program -> ledgerBytes(out) >= grown, random));
        }
        for (String words : LAST_WORDS) {
            kills.add(kill(command, out, program -> program.said().contains(words), random));
        }
        return kills;
    }

    /** When to kill a program. */
    private interface Moment {
        boolean isNow(Program program) throws IOException;
    }

    private LedgerStanding kill(List<String> command, Path out, Moment moment, SplittableRandom random)
            throws IOException, InterruptedException {
        try (Program program = Program.start(Program.ownJdk(), console(), command)) {
            program.await(() -> moment.isNow(program));
            program.killAfter(random.nextInt(MOST_MILLIS));
        }
        return LedgerStanding.of(new RunFolder(out), new StudyId("small"), WINDOWS, folder.resolve("copy"));
    }

    private static boolean running(LedgerStanding standing) {
        return standing.status().equals(Optional.of(Study.Status.RUNNING));
    }

    private static long ledgerBytes(Path out) throws IOException {
        Path blocks = LedgerStore.blocksFile(new RunFolder(out).ledger());
        return Files.exists(blocks) ? Files.size(blocks) : 0;
    }

    private Path console() {
        return folder.resolve("console.txt");
    }
}

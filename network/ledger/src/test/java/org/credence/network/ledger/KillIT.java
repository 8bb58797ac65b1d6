package org.credence.network.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.credence.network.ledger.LedgerProcess.Writes;
import org.credence.network.ledger.message.ReadWriteSet;
import org.credence.network.ledger.verify.ChainVerifier;
import org.credence.network.ledger.verify.LedgerTransaction.ContractCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that end in the middle of it. */
@Timeout(300)
final class KillIT {
    /* A shell that lets the process write no file beyond 150 KiB. */
    private static final List<String> SMALL_DISK = List.of("/bin/bash", "-c", "ulimit -f 150; exec \"$0\" \"$@\"");

    /* What was reported until the process ended by itself, or until it was killed after so many commits. */
    private static List<String> lines(Process process, int killAfter) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null) {
                lines.add(line);
                if (lines.size() == killAfter) {
                    process.toHandle().destroyForcibly();
                }
                line = out.readLine();
            }
        }
        return lines;
    }

    private static List<String> committed(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(LedgerProcess.COMMITTED))
                .map(line -> line.substring(LedgerProcess.COMMITTED.length()))
                .toList();
    }

    /* Every key that a valid transaction of a wholly verified chain wrote. */
    private static Set<String> keysInBlocks(Path blocks) throws IOException {
        Set<String> keys = new HashSet<>();
        try (ChainVerifier verifier = ChainVerifier.open(blocks)) {
            verifier.forEachRemaining(block -> block.transactions().forEach(transaction -> {
                if (transaction instanceof ContractCall call && call.isValid()) {
                    for (ReadWriteSet.Namespace namespace : call.readWriteSet().namespaces()) {
                        namespace.writes().forEach(write -> keys.add(write.key()));
                    }
                }
            }));
        }
        return keys;
    }

    @Test
    void everyReportedCommitOutlivesAKill(@TempDir Path folder) throws Exception {
        SplittableRandom random = new SplittableRandom(20261123);
        Set<String> reported = new HashSet<>();
        for (int life = 0; life < 4; life++) {
            Process process = LedgerProcess.start(folder, "life" + life + "-", 300, Writes.PUBLIC, List.of());
            List<String> lines = lines(process, random.nextInt(1, 60));
            process.waitFor();
            reported.addAll(committed(lines));
            assertThat(lines).isNotEmpty();
        }

        Consortium consortium = new Consortium(folder, InstantSource.system(), "HostMSP", "AMSP");
        try (EmbeddedLedger ledger = EmbeddedLedger.start(consortium.config())) {
            assertThat(keysInBlocks(ledger.blocksFile())).containsAll(reported);
        }
    }

    @Test
    void thePrivateDataOfEveryReportedCommitOutliveAKill(@TempDir Path folder) throws Exception {
        SplittableRandom random = new SplittableRandom(20261125);
        String value = "x".repeat(300);
        Set<String> reported = new HashSet<>();
        for (int life = 0; life < 4; life++) {
            Process process = LedgerProcess.start(folder, "life" + life + "-", 300, Writes.PRIVATE, List.of());
            reported.addAll(committed(lines(process, random.nextInt(1, 60))));
            process.waitFor();
        }

        Consortium consortium = new Consortium(folder, InstantSource.system(), "HostMSP", "AMSP");
        assertThat(reported).hasSizeGreaterThan(4);
        try (EmbeddedLedger ledger = EmbeddedLedger.start(Writes.PRIVATE.config(consortium));
                Client client = new Client(
                        ledger.port(),
                        consortium.client("AMSP"),
                        consortium
                                .authority("HostMSP")
                                .organization()
                                .tlsRoots()
                                .get(0))) {
            for (String key : reported) {
                assertThat(Writes.PRIVATE.read(client, key)).as(key).isEqualTo(value);
            }
            assertThat(keysInBlocks(ledger.blocksFile())).containsExactly("namespaces/fields/secrets/Collections");
        }
    }

    @Test
    void aFullDiskStopsTheLedgerWithoutLoss(@TempDir Path folder) throws Exception {
        Process process = LedgerProcess.start(folder, "k", 4000, Writes.PUBLIC, SMALL_DISK);

        List<String> lines = lines(process, Integer.MAX_VALUE);

        assertThat(process.waitFor()).isZero();
        List<String> refused = lines.stream()
                .filter(line -> line.startsWith(LedgerProcess.REFUSED))
                .toList();
        assertThat(refused)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains("UNAVAILABLE")
                        .contains("could not be committed")
                        .contains("free the disk or repair it and start again"));
        assertThat(lines).contains(LedgerProcess.STILL_READS + true);
        assertThat(committed(lines)).hasSizeGreaterThan(5);
        Consortium consortium = new Consortium(folder, InstantSource.system(), "HostMSP", "AMSP");
        Path blocks = consortium.ledgerFolder().resolve("blocks");
        assertThat(keysInBlocks(blocks)).containsExactlyInAnyOrderElementsOf(committed(lines));
        long size = Files.size(blocks);
        try (EmbeddedLedger ledger = EmbeddedLedger.start(consortium.config());
                Client client = new Client(
                        ledger.port(),
                        consortium.client("AMSP"),
                        consortium
                                .authority("HostMSP")
                                .organization()
                                .tlsRoots()
                                .get(0))) {
            client.contract().submitTransaction("put", "after", "x");
            assertThat(Files.size(blocks)).isGreaterThan(size);
        }
    }
}

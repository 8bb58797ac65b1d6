package org.credence.node.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.credence.network.ledger.store.BlockRecords;
import org.credence.network.ledger.store.RecordException;
import org.credence.network.ledger.store.StoredBlock;
import org.credence.protocol.AgreedModel;
import org.credence.protocol.Digest;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.UpdateCommit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** One small study over the embedded ledger, audited whole and then with every file of its evidence changed, missing or swapped. */
@ExtendWith(SharedRun.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditIT {
    private static final int SAMPLE = 12;
    private static final int BLOCK_SAMPLE = 100;

    private AuditedRun run;
    private AuditReport intact;

    @BeforeAll
    void aStudyRanAndIsAudited(AuditedRun shared) throws IOException {
        run = shared;
        intact = run.audit();
    }

    @Test
    void theIntactRunPassesWithEveryCheckCounted() {
        assertThat(intact.finding()).isEmpty();
        assertThat(intact.verdict()).isEqualTo("pass");
        assertThat(intact.checks())
                .allSatisfy(check -> assertThat(check.count()).isPositive());
        assertThat(count("updates with")).isEqualTo(20);
        assertThat(count("models, each")).isEqualTo(4);
        assertThat(count("scores of members")).isEqualTo(10);
        assertThat(count("manifests")).isEqualTo(5);
        assertThat(count("commits with the privacy")).isEqualTo(20);
        assertThat(count("statements with")).isEqualTo(1);
        assertThat(count("blocks in")).isEqualTo(intact.ledger().orElseThrow().height());
    }

    private long count(String name) {
        return intact.checks().stream()
                .filter(check -> check.name().startsWith(name))
                .mapToLong(Check::count)
                .sum();
    }

    @Test
    void theEvidenceNamesBlocksUpdatesModelStatementAndCertificatesButNoKey() {
        assertThat(intact.evidence())
                .contains(
                        Path.of("ledger/blocks"),
                        Path.of("studies/small/specification.json"),
                        Path.of("studies/small/validation.rows"),
                        Path.of("studies/small/model.params"),
                        Path.of("studies/small/statement-1.json"),
                        Path.of("network/A/authority/ca.pem"),
                        Path.of("network/B/certificates/owner-trust/msp/signcerts/cert.pem"));
        assertThat(intact.evidence().stream().filter(file -> file.startsWith("members")))
                .hasSize(25);
        assertThat(intact.evidence()).noneMatch(file -> file.toString().contains("key"));
        assertThat(intact.evidence())
                .allMatch(file -> Files.isRegularFile(run.folder().root().resolve(file)));
    }

    @Test
    void anyByteOfAnUpdateOrADocumentMattersAndTheFileIsNamed() throws IOException {
        for (Path file : evidence("members", "studies")) {
            boolean small = Files.size(absolute(file)) <= 100;
            for (int position : positions(absolute(file), small ? Integer.MAX_VALUE : SAMPLE)) {
                requireFound(file, position, run::auditStudy);
            }
        }
    }

    @Test
    void anyByteOfACertificateOrARevocationListMattersAndTheFileIsNamed() throws IOException {
        for (Path file : evidence("network")) {
            for (int position : positions(absolute(file), 2)) {
                requireFound(file, position, run::auditCertificates);
            }
        }
    }

    private void requireFound(Path file, int position, Supplier<Optional<Finding>> audit) throws IOException {
        Path place = absolute(file);
        Optional<Finding> found = with(place, flipped(Files.readAllBytes(place), position), audit::get);
        assertThat(found)
                .as("byte %d of %s", position, file)
                .hasValueSatisfying(finding -> assertThat(finding.toString()).contains(file.toString()));
    }

    private interface Look<T> {
        T look() throws IOException;
    }

    /** What somebody sees while a file has another content; none if that is empty. */
    private static <T> T with(Path file, byte[] content, Look<T> look) throws IOException {
        byte[] original = Files.readAllBytes(file);
        try {
            if (content.length == 0) {
                Files.delete(file);
            } else {
                Files.write(file, content);
            }
            return look.look();
        } finally {
            Files.write(file, original);
        }
    }

    @Test
    void aChangedFileOfEachKindFailsTheWholeAudit() throws IOException {
        for (String name : List.of(
                "ledger/blocks",
                "network/C/authority/tlsca.pem",
                "studies/small/validation.rows",
                evidence("members").get(7).toString())) {
            Path file = absolute(Path.of(name));
            byte[] original = Files.readAllBytes(file);
            AuditReport report = with(file, flipped(original, original.length / 2), run::audit);
            assertThat(report.passed()).as(name).isFalse();
            assertThat(report.verdict()).isEqualTo("fail");
            assertThat(report.evidence()).doesNotContain(Path.of(name));
        }
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        for (Path file : evidence("members", "studies", "network")) {
            Optional<Finding> finding = with(
                    absolute(file),
                    new byte[0],
                    () -> file.startsWith("network") ? run.auditCertificates() : run.auditStudy());
            String name = file.startsWith("members")
                    ? file.getName(3).toString() + file.getName(4)
                    : file.getName(file.getNameCount() - 2).toString();
            assertThat(finding)
                    .as("without %s", file)
                    .hasValueSatisfying(found -> assertThat(found.toString()).contains(name));
        }
    }

    @Test
    void twoUpdatesThatChangedPlacesAreFound() throws IOException {
        Path one = update(0, "A");
        Path other = update(0, "B");
        byte[] first = Files.readAllBytes(one);
        byte[] second = Files.readAllBytes(other);
        Optional<Finding> finding = with(one, second, () -> with(other, first, run::auditStudy));
        assertThat(finding).hasValueSatisfying(found -> {
            assertThat(found.where()).isEqualTo("study small, round 0, A");
            assertThat(found.what()).contains("hash to " + Digest.sha256(second));
        });
    }

    private Path update(int round, String member) {
        UpdateCommit commit = run.state().get(Keys.commit(AuditedRun.STUDY, round, new MemberId(member)));
        String hash = commit.update().hex();
        return run.folder()
                .content(new MemberId(member))
                .resolve(hash.substring(0, 2))
                .resolve(hash.substring(2));
    }

    @Test
    void anyByteOfTheBlocksMattersAndTheBlockIsNamed() throws IOException {
        byte[] original = Files.readAllBytes(run.blocks());
        List<Long> ends = blockEnds();
        var random = new SplittableRandom(5);
        for (int i = 0; i < BLOCK_SAMPLE; i++) {
            int position = random.nextInt(original.length);
            long block = ends.stream().filter(end -> end <= position).count();
            assertThat(with(run.blocks(), flipped(original, position), run::auditBlocks))
                    .as("byte %d", position)
                    .hasValueSatisfying(
                            finding -> assertThat(finding.where() + ",").startsWith("block " + block + ","));
        }
    }

    @Test
    void aLedgerCutAtTheEndOfABlockIsFoundOrEndsElsewhere() throws IOException {
        byte[] original = Files.readAllBytes(run.blocks());
        LedgerHead whole = intact.ledger().orElseThrow();
        int found = 0;
        List<Long> ends = blockEnds();
        for (int kept = 1; kept < ends.size(); kept += 3) {
            int length = Math.toIntExact(ends.get(kept - 1));
            AuditReport report = with(run.blocks(), Arrays.copyOf(original, length), run::audit);
            if (report.passed()) {
                assertThat(report.ledger().orElseThrow().head()).isNotEqualTo(whole.head());
                assertThat(report.notes()).anyMatch(note -> note.what().contains("not claimed yet"));
            } else {
                assertThat(report.finding().orElseThrow().what()).contains("blocks are missing");
                found++;
            }
        }
        assertThat(found).isGreaterThan(ends.size() / 4);
    }

    @Test
    void aReportThatTellsOfMoreBlocksThanThereAreIsFound() throws IOException {
        AgreedModel model = run.state().get(Keys.model(AuditedRun.STUDY, 3));
        long height = intact.ledger().orElseThrow().height();
        assertThat(withReport(height + 1, model.model()).finding())
                .hasValueSatisfying(finding -> assertThat(finding.what()).contains("blocks are missing"));
        assertThat(withReport(height, Digest.sha256(new byte[0])).finding())
                .hasValueSatisfying(finding -> assertThat(finding.toString()).contains("/model/hash"));
        assertThat(withReport(height - 1, model.model()).finding()).isEmpty();
    }

    private AuditReport withReport(long height, Digest model) throws IOException {
        String figures =
                "{\"study\":\"small\",\"model\":{\"hash\":\"%s\"},\"ledger\":{\"height\":%d},\"credit\":%s,\"claims\":%s}"
                        .formatted(model, height, credit(), claims());
        Files.writeString(run.folder().report(), figures);
        try {
            return run.audit();
        } finally {
            Files.delete(run.folder().report());
        }
    }

    private String credit() {
        var earned = run.state().get(Keys.earnings(AuditedRun.STUDY));
        var members = new ArrayList<String>();
        earned.members().forEach(credit -> members.add("\"%s\":%d".formatted(credit.member(), credit.amount())));
        return "{\"total\":%d,\"returned\":%d,\"statementRoot\":\"%s\",\"byMember\":{%s}}"
                .formatted(
                        earned.members().stream()
                                .mapToLong(credit -> credit.amount())
                                .sum(),
                        run.state().get(Keys.study(AuditedRun.STUDY)).returned(),
                        run.state().get(Keys.statement(AuditedRun.STUDY, 1)).root(),
                        String.join(",", members));
    }

    private String claims() {
        var earned = run.state().get(Keys.earnings(AuditedRun.STUDY));
        var accounts = new ArrayList<String>();
        earned.accounts().forEach(owed -> accounts.add("\"%s\":%d".formatted(owed.account(), owed.amount())));
        return "{\"total\":%d,\"byAccount\":{%s}}"
                .formatted(
                        earned.accounts().stream()
                                .mapToLong(owed -> owed.amount())
                                .sum(),
                        String.join(",", accounts));
    }

    private List<Path> evidence(String... folders) {
        return intact.evidence().stream()
                .filter(file -> List.of(folders).contains(file.getName(0).toString()))
                .toList();
    }

    private Path absolute(Path file) {
        return run.folder().root().resolve(file);
    }

    /** All positions, or a sample. */
    private static List<Integer> positions(Path file, int most) throws IOException {
        int size = Math.toIntExact(Files.size(file));
        var random = new SplittableRandom(file.toString().hashCode());
        var positions = new ArrayList<Integer>();
        for (int i = 0; i < Math.min(size, most); i++) {
            positions.add(size <= most ? i : random.nextInt(size));
        }
        return positions;
    }

    private static byte[] flipped(byte[] original, int position) {
        byte[] changed = original.clone();
        changed[position] ^= (byte) (1 << (position % 8));
        return changed;
    }

    private List<Long> blockEnds() throws IOException {
        var ends = new ArrayList<Long>();
        try (BlockRecords records = BlockRecords.open(run.blocks())) {
            for (Optional<StoredBlock> block = records.next(); block.isPresent(); block = records.next()) {
                ends.add(block.get().end());
            }
        } catch (RecordException e) {
            throw new IOException(e);
        }
        return ends;
    }
}

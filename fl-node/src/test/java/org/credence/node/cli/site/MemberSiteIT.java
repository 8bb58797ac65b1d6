package org.credence.node.cli.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.credence.ledger.Ledger;
import org.credence.ledger.fabric.ClientEnvironment;
import org.credence.node.cli.local.EmbeddedNetwork;
import org.credence.node.cli.local.FoundedStudy;
import org.credence.node.cli.local.SmallStudy;
import org.credence.node.config.NodeFile;
import org.credence.node.config.StudyFile;
import org.credence.node.store.FileUpdateStore;
import org.credence.node.store.UpdateStore;
import org.credence.node.update.LocalExchange;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Members' nodes, each with a folder, data and a policy of its own, on a ledger that is served to them. */
@Timeout(120)
class MemberSiteIT {
    private static final StudyFile FILE = SmallStudy.file(300).withRounds(2);
    private static final StudyId STUDY = FILE.study();
    private static final MemberId A = new MemberId("A");
    private static final MemberId E = new MemberId("E");
    private static final String POLICY = "policy: {unprotected: true}";

    @TempDir
    private Path place;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore changes = new Semaphore(0);
    private final LocalExchange exchange = new LocalExchange();
    private final Map<MemberId, MemberSite> sites = new TreeMap<>();
    private final Map<MemberId, SiteLedgers> ledgers = new TreeMap<>();
    private final List<Future<?>> running = new ArrayList<>();
    private Path rows;
    private FoundedStudy study;

    @BeforeEach
    void prepare() throws Exception {
        rows = Files.createDirectories(place.resolve("rows"));
        SmallStudy.writeData(rows);
        study = FoundedStudy.of(FILE, rows);
    }

    @AfterEach
    void end() {
        sites.values().forEach(MemberSite::stop);
        ledgers.values().forEach(SiteLedgers::close);
        threads.shutdownNow();
    }

    private EmbeddedNetwork network() throws Exception {
        return EmbeddedNetwork.start(place.resolve("net"), SmallStudy.MEMBERS, 0, InstantSource.system(), threads);
    }

    private SiteFolder folder(MemberId member) {
        return new SiteFolder(place.resolve("net").resolve(member.value()));
    }

    /** Sets up a member's site and starts its node. */
    private void start(MemberId member, String settings) throws Exception {
        SiteFolder folder = folder(member);
        String data = member.value().toLowerCase(java.util.Locale.ROOT) + ".csv";
        FoundedStudy.copyRows(rows, folder.root().resolve("data"), List.of(data));
        Path file = folder.root().resolve("node.yaml");
        String split = member.value().equals("B") ? ", beneficiaries: {B/trust: 7500, B/B: 2500}" : "";
        Files.writeString(file, """
                member: %s
                studies:
                  - {study: %s, data: %s, test: none%s}
                board: {approves: [%s]}
                %s
                """.formatted(member, STUDY, data, split, STUDY, settings));
        SiteCertificates.issueIfHere(folder, "member", InstantSource.system());
        SiteCertificates.issueIfHere(folder, "board", InstantSource.system());
        NodeFile settled = NodeFile.read(file);
        SiteLedgers mine = new SiteLedgers(member, folder, settled.ledger(), environment());
        ledgers.put(member, mine);
        UpdateStore store = new FileUpdateStore(folder.content());
        var members = new ActiveMembers();
        var site = new MemberSite(
                new Site(
                        settled,
                        folder,
                        mine.as("member"),
                        () -> mine.as("board"),
                        store,
                        exchange.join(member, store),
                        members::members,
                        seat -> changes.release(),
                        InstantSource.system()),
                threads,
                (block, state) -> {
                    members.onBlock(block, state);
                    changes.release();
                });
        sites.put(member, site);
        running.add(threads.submit(() -> {
            site.run(() -> false);
            return null;
        }));
    }

    private ClientEnvironment environment() {
        return new ClientEnvironment(InstantSource.system(), new SecureRandom(), new SecureRandom(), threads);
    }

    /** Looks again whenever a node has seen a block, or a study stands otherwise. */
    private void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            changes.acquire();
            changes.drainPermits();
        }
    }

    private Optional<SeatStatus> status(MemberId member) {
        return sites.get(member).status().stream().findFirst();
    }

    private boolean isIn(MemberId member, SeatStatus.Phase phase) {
        return status(member).filter(seat -> seat.phase() == phase).isPresent();
    }

    @Test
    void aStudyOfSeparateSitesEndsAsOneInOneProcess() throws Exception {
        try (EmbeddedNetwork network = network()) {
            study.writeDocuments(folder(A).study(STUDY));
            for (MemberId member : SmallStudy.MEMBERS) {
                start(member, POLICY);
            }
            Ledger lead = ledgers.get(A).as("member");
            study.propose(lead);
            await(() -> study.startWhenComplete(lead));
            await(() -> SmallStudy.MEMBERS.stream().allMatch(member -> isIn(member, SeatStatus.Phase.DONE)));

            Study end = lead.read(Keys.study(STUDY)).orElseThrow();
            assertThat(end.status()).isEqualTo(Study.Status.COMPLETE);
            OneProcess alone = OneProcess.run(FILE, rows, place.resolve("alone"));
            assertThat(end.finalModel()).isEqualTo(alone.model());
            assertThat(lead.read(Keys.earnings(STUDY))).isEqualTo(alone.earnings());
            assertThat(lead.read(Keys.statement(STUDY, 1))).isEqualTo(alone.statement());
            assertThat(network.endpoint()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void aNodeRefusesWhatItsPolicyForbidsAndTheOthersGoOnWithoutIt() throws Exception {
        try (EmbeddedNetwork network = network()) {
            study.writeDocuments(folder(A).study(STUDY));
            for (MemberId member : SmallStudy.MEMBERS) {
                start(member, member.equals(E) ? "policy: {minimumRows: 13}" : POLICY);
            }
            Ledger lead = ledgers.get(A).as("member");
            study.propose(lead);
            await(() -> isIn(E, SeatStatus.Phase.REFUSED));

            assertThat(status(E).orElseThrow().words())
                    .contains("policy.minimumRows asks for 13 rows to train on, the data have 12")
                    .contains("its privacy.noise is seeded, which protects nobody, and policy.unprotected is not true");
            await(() -> lead.read(Keys.enrolment(STUDY, new MemberId("D"))).isPresent());
            assertThat(lead.read(Keys.enrolment(STUDY, E))).isEmpty();
            assertThat(network.endpoint()).isNotEmpty();
        }
    }
}

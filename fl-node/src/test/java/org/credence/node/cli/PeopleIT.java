package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.credence.ledger.Ledger;
import org.credence.ledger.fabric.ClientEnvironment;
import org.credence.ledger.fabric.ClientLimits;
import org.credence.ledger.fabric.ConnectionProfile;
import org.credence.ledger.fabric.FabricLedger;
import org.credence.network.identity.EnrolmentFolder;
import org.credence.node.cli.local.SmallStudy;
import org.credence.node.cli.site.SiteFolder;
import org.credence.node.config.WorkingHours;
import org.credence.node.data.RowsLoader;
import org.credence.node.evidence.StudyFolder;
import org.credence.node.round.LocalData;
import org.credence.node.round.NodeBuilder;
import org.credence.node.round.PartClock;
import org.credence.node.round.RoundListener;
import org.credence.node.round.RowSalt;
import org.credence.node.round.StudyBook;
import org.credence.node.round.StudySettings;
import org.credence.node.store.FileNodeState;
import org.credence.node.store.FileUpdateStore;
import org.credence.node.update.LocalExchange;
import org.credence.protocol.MemberId;
import org.credence.protocol.StudyId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A consortium and one of its studies from the first key to the last claim, by the commands of people who share nothing but the ledger;
 * between start and settlement the members' nodes run, from the folders that the commands left. The steps follow one another.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300)
class PeopleIT {
    private static final int PHASE_SECONDS = 60;
    private static final StudyId STUDY = new StudyId("small");
    private static final MemberId A = new MemberId("A");
    private static final MemberId B = new MemberId("B");
    private static final MemberId C = new MemberId("C");
    private static final MemberId NEWCOMER = new MemberId("F");

    private PeoplesConsortium consortium;
    private Path data;

    @BeforeAll
    void found(@TempDir Path folder) throws IOException {
        Map<MemberId, List<String>> owners = new LinkedHashMap<>();
        SmallStudy.MEMBERS.forEach(
                member -> owners.put(member, member.equals(B) ? List.of("B", "trust") : List.of(member.value())));
        owners.put(NEWCOMER, List.of());
        data = Files.createDirectory(folder.resolve("data"));
        SmallStudy.writeData(data);
        Files.writeString(data.resolve("small.yaml"), SmallStudy.yaml(PHASE_SECONDS));
        consortium = PeoplesConsortium.start(Files.createDirectory(folder.resolve("sites")), owners);
    }

    @AfterAll
    void disband() {
        consortium.close();
    }

    @Test
    @Order(1)
    void aBoardFoundsTheConsortiumAndItsMembersRegisterTheirNodes() {
        consortium.as(A, "board", "found", "--members", "A,B,C,D,E", "--threshold", "2");

        for (MemberId member : SmallStudy.MEMBERS) {
            JsonNode joined = consortium.as(member, "member", "join", "--address", "https://localhost:8443");
            assertThat(joined.at("/code").asText()).isEqualTo("OK");
            assertThat(joined.at("/member/standing").asText()).isEqualTo("ACTIVE");
        }
        JsonNode again = consortium.as(B, "member", "join", "--address", "https://localhost:8443");
        assertThat(again.at("/code").asText()).isEqualTo("OK_NOOP");
        JsonNode node = consortium.as(C, "member", "show", "B").at("/node");
        assertThat(node.at("/address").asText()).isEqualTo("https://localhost:8443");
        assertThat(node.at("/tlsRoots/0/subject").asText()).contains("tlsca.B");
    }

    @Test
    @Order(2)
    void aNewcomerRegistersAndIsAdmittedByVotesOnWhatItRegistered() {
        JsonNode applied = consortium.as(NEWCOMER, "member", "join", "--address", "https://127.0.0.1:8443");
        assertThat(applied.at("/member/standing").asText()).isEqualTo("no member");
        JsonNode matter = consortium.as(B, "board", "list", "--evidence").at("/matters/0");
        assertThat(matter.at("/matter").asText()).isEqualTo("F shall be ACTIVE");
        assertThat(matter.at("/evidence/node/address").asText()).isEqualTo("https://127.0.0.1:8443");
        assertThat(matter.at("/votesNeeded").asInt()).isEqualTo(2);

        assertThat(consortium
                        .as(A, "board", "vote", "admit", "F")
                        .at("/standing")
                        .asText())
                .isEqualTo("no member");
        assertThat(consortium
                        .as(B, "board", "list")
                        .at("/matters/0/votes/yes/0")
                        .asText())
                .isEqualTo("A");
        assertThat(consortium
                        .as(B, "board", "vote", "admit", "F")
                        .at("/standing")
                        .asText())
                .isEqualTo("ACTIVE");

        assertThat(consortium.as(C, "board", "list").at("/matters")).isEmpty();
        assertThat(consortium.as(NEWCOMER, "member", "show").at("/standing").asText())
                .isEqualTo("ACTIVE");
    }

    @Test
    @Order(3)
    void aLeadProposesAndTheBoardApprovesWhatItLookedAt() throws IOException {
        JsonNode proposed = consortium.as(A, "study", "propose", data.resolve("small.yaml"));
        String hash = proposed.at("/specification").asText();
        assertThat(proposed.at("/validationRows").asInt()).isEqualTo(20);
        assertThat(consortium
                        .as(A, "study", "propose", data.resolve("small.yaml"))
                        .at("/code")
                        .asText())
                .startsWith("proposed before");
        assertThat(consortium.as(B, "board", "list").at("/matters/0/matter").asText())
                .isEqualTo("study small is proposed by A");

        Invocation blind = consortium.attempt(B, "study", "approve", "small");
        assertThat(blind.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(blind.err()).contains("--documents DIR or --hash HASH");
        Invocation other = consortium.attempt(B, "study", "approve", "small", "--hash", "0".repeat(64));
        assertThat(other.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(other.err()).contains(hash).contains("no vote was given");
        Path forged = copyOfPapers(consortium.home(B).resolve("forged"));
        Files.writeString(
                new StudyFolder(forged).specification(),
                Files.readString(new StudyFolder(forged).specification()).replace("A small study", "A large study"));
        Invocation changed = consortium.attempt(B, "study", "approve", "small", "--documents", forged);
        assertThat(changed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(changed.err()).contains("get the documents from A again");

        JsonNode first = consortium.as(
                B,
                "study",
                "approve",
                "small",
                "--documents",
                copyOfPapers(consortium.home(B).resolve("papers")));
        assertThat(first.at("/title").asText()).isEqualTo("A small study");
        assertThat(first.at("/status").asText()).isEqualTo("PROPOSED");
        JsonNode second = consortium.as(C, "study", "approve", "small", "--hash", hash);
        assertThat(second.at("/status").asText()).isEqualTo("OPEN");
        assertThat(consortium
                        .as(NEWCOMER, "study", "list")
                        .at("/studies/0/status")
                        .asText())
                .isEqualTo("OPEN");
    }

    private Path copyOfPapers(Path folder) throws IOException {
        StudyFolder lead = new SiteFolder(consortium.home(A)).study(STUDY);
        var copy = new StudyFolder(Files.createDirectory(folder));
        Files.copy(lead.specification(), copy.specification(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(lead.validation(), copy.validation(), StandardCopyOption.REPLACE_EXISTING);
        return folder;
    }

    @Test
    @Order(4)
    void membersEnrolWithTheirOwnRowsAndTheLeadStarts() throws IOException {
        Invocation tooFew = consortium.attempt(A, "study", "start", "small");
        assertThat(tooFew.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(tooFew.err())
                .startsWith("TOO_FEW_ENROLLED: ")
                .contains("docs/errors/TOO_FEW_ENROLLED.md tells when that is, and what to do");
        Invocation without = consortium.attempt(C, "study", "enrol", "small", "--data", data.resolve("c.csv"));
        assertThat(without.exitCode()).isEqualTo(ExitCode.NO_INPUT);
        assertThat(without.err()).contains("specification.json is missing");

        for (MemberId member : SmallStudy.MEMBERS) {
            List<Object> enrol = new ArrayList<>(List.of("study", "enrol", "small", "--data", rows(member)));
            if (!member.equals(A)) {
                enrol.addAll(List.of(
                        "--documents", copyOfPapers(consortium.home(member).resolve("papers-of-A"))));
            }
            if (member.equals(B)) {
                enrol.addAll(List.of("--beneficiary", "B/trust=7500", "--beneficiary", "B/B=2500"));
            }
            JsonNode enrolled = consortium.as(member, enrol.toArray());
            assertThat(enrolled.at("/code").asText()).isEqualTo("OK");
            assertThat(enrolled.at("/rows").asInt()).isEqualTo(12);
        }
        JsonNode again = consortium.as(C, "study", "enrol", "small", "--data", rows(C));
        assertThat(again.at("/code").asText()).isEqualTo("OK_NOOP");
        assertThat(consortium.as(A, "study", "start", "small").at("/enrolled")).hasSize(5);

        JsonNode shown = consortium.as(C, "study", "show", "small");
        assertThat(shown.at("/status").asText()).isEqualTo("RUNNING");
        assertThat(shown.at("/quorumOfEnrolled").asInt()).isEqualTo(4);
        assertThat(shown.at("/committed")).isEmpty();
    }

    private Path rows(MemberId member) {
        return data.resolve(member.value().toLowerCase(Locale.ROOT) + ".csv");
    }

    @Test
    @Order(5)
    void theNodesRunTheStudyFromWhatTheCommandsLeft() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        var exchange = new LocalExchange();
        try {
            List<Future<?>> nodes = new ArrayList<>();
            for (MemberId member : SmallStudy.MEMBERS) {
                nodes.add(threads.submit(() -> follow(member, exchange, threads)));
            }
            for (Future<?> node : nodes) {
                node.get();
            }
        } finally {
            threads.shutdownNow();
        }
        JsonNode shown = consortium.as(C, "study", "show", "small");
        assertThat(shown.at("/status").asText()).isEqualTo("COMPLETE");
        assertThat(shown.at("/windows/FINAL").asInt()).isEqualTo(2);
        assertThat(shown.at("/epsilonSpent")).hasSize(5);
    }

    private Void follow(MemberId member, LocalExchange exchange, ExecutorService threads) throws Exception {
        var site = new SiteFolder(consortium.home(member));
        StudyBook book = StudyBook.decode(
                Files.readAllBytes(site.study(STUDY).specification()),
                Files.readAllBytes(site.study(STUDY).validation()));
        var memory = new FileNodeState(site.memory(STUDY));
        var store = new FileUpdateStore(site.content());
        var rows = new RowsLoader(book.schema())
                .load(data, rows(member).getFileName().toString());
        try (Ledger ledger = FabricLedger.connect(
                ConnectionProfile.read(site.connection()),
                EnrolmentFolder.read(site.certificate("member")),
                ClientLimits.DEFAULT,
                new ClientEnvironment(InstantSource.system(), new SecureRandom(), new SecureRandom(), threads))) {
            new NodeBuilder(
                            new StudySettings(
                                    member, book, Duration.ofMillis(750), WorkingHours.ALWAYS, InstantSource.system()),
                            new PartClock(System::nanoTime))
                    .participate(
                            ledger,
                            new LocalData(book, member, rows, RowSalt.of(book, member, memory)),
                            new NodeBuilder.Storage(store, exchange.join(member, store), memory),
                            RoundListener.NONE)
                    .build(ledger, (block, state) -> {})
                    .run();
        }
        return null;
    }

    @Test
    @Order(6)
    void theBoardApprovesTheStatementOfWhatWasCredited() {
        JsonNode due = consortium.as(B, "board", "list", "--evidence").at("/matters/0");
        assertThat(due.at("/matter").asText()).isEqualTo("the statement of epoch 1 of study small is due");

        JsonNode proposed = consortium.as(B, "board", "vote", "statement", "small");
        assertThat(proposed.at("/proposal/call").asText()).isEqualTo("proposeStatement");
        assertThat(proposed.at("/statement/approved").asBoolean()).isFalse();
        assertThat(consortium
                        .as(C, "board", "show", "statement", "small")
                        .at("/saysWhatWasCredited")
                        .asBoolean())
                .isTrue();
        JsonNode approved = consortium.as(C, "board", "vote", "statement", "small");
        assertThat(approved.at("/statement/approved").asBoolean()).isTrue();
        assertThat(consortium.as(A, "board", "list").at("/matters")).isEmpty();
    }

    @Test
    @Order(7)
    void ownersClaimWhatTheirAccountsAreOwedOnce() {
        long credited = total(consortium.as(A, "study", "show", "small").at("/credit"));
        long claimed = 0;
        for (MemberId member : SmallStudy.MEMBERS) {
            for (String owner : member.equals(B) ? List.of("owner-B", "owner-trust") : List.of("owner-" + member)) {
                JsonNode before =
                        consortium.as(member, "owner", "account", "--as", owner).at("/studies/0");
                long claimable = before.at("/claimable").asLong();
                assertThat(before.at("/earned").asLong()).isEqualTo(claimable);
                if (claimable > 0) {
                    JsonNode claim = consortium.as(member, "owner", "claim", "small", "--as", owner);
                    assertThat(claim.at("/amount").asLong()).isEqualTo(claimable);
                    assertThat(claim.at("/account/claimable").asLong()).isZero();
                    claimed += claimable;
                    Invocation twice = consortium.attempt(member, "owner", "claim", "small", "--as", owner);
                    assertThat(twice.exitCode()).isEqualTo(ExitCode.FAILED);
                    assertThat(twice.err()).startsWith("NOTHING_TO_CLAIM: ");
                }
            }
        }
        assertThat(claimed).isEqualTo(credited).isPositive();
        Invocation unclear = consortium.attempt(B, "owner", "account");
        assertThat(unclear.exitCode()).isEqualTo(ExitCode.NO_INPUT);
        assertThat(unclear.err()).contains("holds [owner-B, owner-trust]");
    }

    private static long total(JsonNode amounts) {
        return Stream.of(amounts)
                .flatMap(node -> node.propertyStream())
                .mapToLong(amount -> amount.getValue().asLong())
                .sum();
    }

    @Test
    @Order(8)
    void aMemberThatIsSuspendedIsRefusedWithTheReason() {
        consortium.as(A, "board", "vote", "suspend", "F");
        consortium.as(B, "board", "vote", "suspend", "F");

        Invocation refused = consortium.attempt(NEWCOMER, "board", "vote", "suspend", "A");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).startsWith("SUSPENDED: F is suspended until the board reinstates it");
        JsonNode corrected = consortium.as(NEWCOMER, "member", "join", "--address", "https://127.0.0.1:9443");
        assertThat(corrected.at("/code").asText()).isEqualTo("OK");
        assertThat(consortium
                        .as(A, "board", "vote", "reinstate", "F")
                        .at("/ownVote")
                        .asText())
                .isEqualTo("yes");
        assertThat(consortium
                        .as(C, "board", "vote", "reinstate", "F")
                        .at("/standing")
                        .asText())
                .isEqualTo("ACTIVE");
    }

    @Test
    @Order(9)
    void anAnswerForPeopleIsLinesOfNamesAndValues() {
        Invocation shown = Invocation.of(
                "board", "show", "charter", "--home", consortium.home(A).toString());

        assertThat(shown.out().lines())
                .containsExactly(
                        "threshold     2",
                        "auditors      none",
                        "members",
                        "  A             ACTIVE",
                        "  B             ACTIVE",
                        "  C             ACTIVE",
                        "  D             ACTIVE",
                        "  E             ACTIVE",
                        "  F             ACTIVE");
    }
}

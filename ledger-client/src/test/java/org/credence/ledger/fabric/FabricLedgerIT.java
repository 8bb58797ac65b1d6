package org.credence.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.credence.ledger.BlockStream;
import org.credence.ledger.FileCheckpoint;
import org.credence.ledger.Ledger;
import org.credence.ledger.LedgerBlock;
import org.credence.ledger.LedgerTransaction;
import org.credence.ledger.LedgerWrite;
import org.credence.ledger.NotAuthorizedException;
import org.credence.ledger.Receipt;
import org.credence.ledger.RefusedException;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.network.identity.Role;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Deadlines;
import org.credence.protocol.Digest;
import org.credence.protocol.Event;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Membership;
import org.credence.protocol.Reply;
import org.credence.protocol.Settlement;
import org.credence.protocol.StateKind;
import org.credence.protocol.StudyId;
import org.credence.protocol.rules.LedgerState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client against the embedded ledger: real certificates, real signatures, real conflicts. */
@Timeout(180)
final class FabricLedgerIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Command.InitCharter CHARTER = new Command.InitCharter(TestConsortium.members(), 3, List.of());

    @TempDir
    Path folder;

    private TestConsortium consortium;
    private final List<Ledger> clients = new ArrayList<>();

    @BeforeEach
    void found() {
        consortium = new TestConsortium(folder);
    }

    @AfterEach
    void disband() {
        clients.forEach(Ledger::close);
        consortium.close();
    }

    private Ledger client(String organization, Role role) {
        return kept(consortium.client(organization, role));
    }

    private Ledger kept(Ledger client) {
        clients.add(client);
        return client;
    }

    private static Command.ProposeStudy study(String name) {
        return new Command.ProposeStudy(
                new StudyId(name),
                Digest.sha256(new byte[] {1}),
                Digest.sha256(new byte[] {2}),
                2,
                List.of(100L, 100L),
                1,
                1_000_000,
                0,
                0,
                Settlement.LEDGER,
                new Deadlines(60, 60, 60, 60, 60));
    }

    @Test
    void whatIsSubmittedIsReadAndFollowed() throws InterruptedException {
        Ledger board = client("A", Role.BOARD);
        Receipt receipt = board.initCharter(CHARTER);
        assertThat(receipt.code()).isEqualTo(Code.OK);
        assertThat(board.read(Keys.charter()).orElseThrow().threshold()).isEqualTo(3);
        assertThat(board.readAll(StateKind.MEMBER)).hasSize(4);
        assertThat(board.read(Keys.member(new MemberId("X")))).isEmpty();

        try (BlockStream stream = client("B", Role.MEMBER).blocks(0)) {
            LedgerTransaction transaction = find(stream, receipt.txId());
            assertThat(transaction.creator()).isEqualTo(new MemberId("A"));
            assertThat(transaction.isValid()).isTrue();
            assertThat(transaction.function()).isEqualTo("initCharter");
            assertThat(transaction.command()).contains(CHARTER);
            assertThat(transaction.reply()).contains(new Reply(Code.OK, ""));
            assertThat(transaction.event().orElseThrow()).isInstanceOf(Event.CharterAdopted.class);
            var state = new LedgerState();
            for (LedgerWrite write : transaction.writes()) {
                state.apply(write.ledgerKey(), write.value());
            }
            assertThat(state.get(Keys.charter()))
                    .isEqualTo(board.read(Keys.charter()).orElseThrow());
        }
    }

    @Test
    void theRulesRefusalsComeWithCodeAndWords() {
        client("A", Role.BOARD).initCharter(CHARTER);
        Ledger member = client("B", Role.MEMBER);
        var refused = catchThrowableOfType(
                RefusedException.class, () -> member.approveStudy(new Command.ApproveStudy(new StudyId("none"))));
        assertThat(refused.code()).isEqualTo(Code.NOT_BOARD);
        assertThat(refused.words()).isNotBlank();
        Ledger roleless = kept(consortium.client(consortium.issue("B", IssueRequest.client("guest"))));
        assertThatThrownBy(() -> roleless.submit(study("heart")))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(Code.WRONG_ROLE));
        assertThat(member.proposeStudy(study("heart")).code()).isEqualTo(Code.OK);
    }

    @Test
    void aRevokedCertificateIsToldSoAndOthersGoOn() throws InterruptedException {
        Enrolment seat = consortium.issue("A", IssueRequest.client("seat", Role.BOARD));
        Ledger board = kept(consortium.client(seat));
        board.initCharter(CHARTER);
        CertificateAuthority authority = consortium.authorities.get("A");
        authority.revoke(seat);
        consortium.ledger().putCrl("A", authority.crl());

        MemberId other = new MemberId("B");
        assertThatThrownBy(() -> board.suspend(new Command.Suspend(other)))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("CN=seat, OU=client, O=A")
                .hasMessageContaining("ask your certificate authority for a new one");
        assertThatThrownBy(() -> board.read(Keys.charter())).isInstanceOf(NotAuthorizedException.class);
        try (BlockStream stream = board.blocks(0)) {
            assertThatThrownBy(() -> stream.next(LONG)).isInstanceOf(NotAuthorizedException.class);
        }
        assertThat(client("A", Role.BOARD).suspend(new Command.Suspend(other)).code())
                .isEqualTo(Code.OK);
    }

    @Test
    void anExpiredCertificateIsToldSo() {
        var brief = new Lifetimes(Duration.ofDays(3650), Duration.ofDays(1));
        CertificateAuthority authority = CertificateAuthority.create(
                folder.resolve("brief"), "B", brief, InstantSource.system(), new SecureRandom());
        consortium
                .ledger()
                .updateOrganizations(organizations -> organizations.stream()
                        .map(it -> it.mspId().equals("B") ? authority.organization() : it)
                        .toList());
        Enrolment node = authority.issue(IssueRequest.client("node", Role.MEMBER));
        Ledger ledger = kept(consortium.client(node));
        assertThat(ledger.read(Keys.charter())).isEmpty();
        consortium.advance(Duration.ofDays(2));
        assertThatThrownBy(() -> ledger.submit(study("heart")))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("expired at")
                .hasMessageContaining("renew");
    }

    @Test
    void aStrangerIsToldSoAtEitherDoor() {
        CertificateAuthority stranger = CertificateAuthority.create(
                folder.resolve("stranger"), "B", Lifetimes.DEFAULT, InstantSource.system(), new SecureRandom());
        Enrolment foreign = stranger.issue(IssueRequest.client("node", Role.MEMBER));
        Enrolment known = consortium.issue("B", IssueRequest.client("node", Role.MEMBER));
        for (Enrolment enrolment : List.of(foreign, new Enrolment(foreign.identity(), known.tls()))) {
            Ledger outside = kept(consortium.client(enrolment));
            assertThatThrownBy(() -> outside.submit(study("heart")))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining("not of a member's certificate authority");
        }
    }

    @Test
    void votesThatMeetAreAllCounted() {
        client("A", Role.BOARD).initCharter(CHARTER);
        MemberId candidate = new MemberId("E");
        List<Ledger> boards = TestConsortium.ORGANIZATIONS.stream()
                .map(organization -> client(organization, Role.BOARD))
                .toList();
        ExecutorService voters = Executors.newFixedThreadPool(boards.size());
        try {
            List<CompletableFuture<Code>> votes = boards.stream()
                    .map(board -> CompletableFuture.supplyAsync(() -> vote(board, candidate), voters))
                    .toList();
            assertThat(votes.stream().map(CompletableFuture::join).toList())
                    .containsExactlyInAnyOrder(Code.OK, Code.OK, Code.OK, Code.WRONG_STATUS);
        } finally {
            voters.shutdownNow();
        }
        assertThat(boards.get(0).read(Keys.member(candidate)).map(Membership::status))
                .contains(Membership.Status.ACTIVE);
    }

    private static Code vote(Ledger board, MemberId candidate) {
        try {
            return board.admit(new Command.Admit(candidate)).code();
        } catch (RefusedException e) {
            return e.code();
        }
    }

    @Test
    void aRestartedLedgerIsFoundAgainByCallsAndStreams() throws InterruptedException {
        Ledger board = client("A", Role.BOARD);
        board.initCharter(CHARTER);
        Ledger member = client("B", Role.MEMBER);
        try (BlockStream stream = member.blocks(0)) {
            assertThat(stream.next(LONG)).isPresent();
            assertThat(stream.next(LONG)).isPresent();
            consortium.stop();
            CompletableFuture<Receipt> proposed = CompletableFuture.supplyAsync(() -> member.submit(study("heart")));
            consortium.start();
            Receipt receipt = proposed.join();
            LedgerBlock block = stream.next(LONG).orElseThrow();
            assertThat(block.number()).isEqualTo(2).isEqualTo(receipt.block());
            assertThat(block.transactions()).extracting(LedgerTransaction::id).containsExactly(receipt.txId());
        }
        assertThat(board.read(Keys.terms(new StudyId("heart")))).isPresent();
    }

    @ParameterizedTest(name = "{0} gateways, seed {1}")
    @CsvSource({"1, 1", "1, 2", "2, 1", "2, 2", "2, 3"})
    void throughANetworkThatCutsEveryCallIsDoneOnceAndEveryBlockSeenOnce(int gateways, long seed)
            throws IOException, InterruptedException {
        client("A", Role.BOARD).initCharter(CHARTER);
        Enrolment node = consortium.issue("B", IssueRequest.client("node", Role.MEMBER));
        var checkpoint = new FileCheckpoint(folder.resolve("position"));
        try (CuttingProxy proxy = new CuttingProxy(consortium.ledger().port(), seed);
                CuttingProxy other = new CuttingProxy(consortium.ledger().port(), seed + 1000)) {
            Ledger ledger = kept(
                    gateways == 1
                            ? consortium.client(node, proxy.port())
                            : consortium.client(node, proxy.port(), other.port()));
            List<String> sent = Collections.synchronizedList(new ArrayList<>());
            IntStream.range(0, 15)
                    .forEach(i -> sent.add(ledger.submit(study("study" + i)).txId()));

            List<String> seen = new ArrayList<>();
            long height = consortium.ledger().height();
            while (checkpoint.last().map(last -> last.block() + 1).orElse(0L) < height) {
                try (BlockStream stream = ledger.blocks(checkpoint)) {
                    for (int i = 0; i < 4; i++) {
                        Optional<LedgerBlock> block =
                                stream.next(checkpoint.last().isPresent() ? Duration.ofMillis(200) : LONG);
                        block.ifPresent(found -> {
                            found.transactions().stream()
                                    .filter(LedgerTransaction::isValid)
                                    .forEach(transaction -> seen.add(transaction.id()));
                            checkpoint.advance(found.position());
                        });
                    }
                }
            }
            assertThat(seen).containsAll(sent).doesNotHaveDuplicates();
            assertThat(seen).as("the charter, and each study once").hasSize(1 + sent.size());
            assertThat(proxy.cuts()).isPositive();
            assertThat(other.cuts() > 0).isEqualTo(gateways == 2);
        }
    }

    private static LedgerTransaction find(BlockStream stream, String txId) throws InterruptedException {
        while (true) {
            for (LedgerTransaction transaction : stream.next(LONG).orElseThrow().transactions()) {
                if (transaction.id().equals(txId)) {
                    return transaction;
                }
            }
        }
    }
}

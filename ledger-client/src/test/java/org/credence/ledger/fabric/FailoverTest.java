package org.credence.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.credence.ledger.BlockStream;
import org.credence.ledger.Ledger;
import org.credence.ledger.LedgerFaultException;
import org.credence.ledger.LedgerUnavailableException;
import org.credence.ledger.NotAuthorizedException;
import org.credence.ledger.OutcomeUnknownException;
import org.credence.ledger.Receipt;
import org.credence.ledger.RefusedException;
import org.credence.ledger.fabric.FakePeer.Moment;
import org.credence.network.identity.CertificateAuthority;
import org.credence.protocol.Command;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.StudyId;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.encoding.Facts;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two gateways of one channel, of which the first dies, hangs, lags or lies. */
@Timeout(120)
final class FailoverTest {
    private static final StudyId STUDY = new StudyId("heart");
    private static final Command.SealRound COMMAND = new Command.SealRound(STUDY, 3);
    private static final Duration LONG = Duration.ofSeconds(60);

    /** A transaction that was not taken is looked up for as long as the longest pause, before it is handed over again. */
    private static final ClientLimits LOOKING_LONG =
            new ClientLimits(LONG, LONG, LONG, LONG, LONG, LONG, Duration.ofMillis(2), Duration.ofSeconds(2), 5);

    @TempDir
    Path folder;

    private TestNetwork network;
    private FakePeer first;
    private FakePeer second;
    private final List<Ledger> clients = new ArrayList<>();

    @BeforeEach
    void connect() {
        network = new TestNetwork(folder);
        var chain = new FakeChain();
        first = new FakePeer(network, chain);
        second = new FakePeer(network, chain);
        first.evaluation = request -> CanonicalJson.encode(new Facts(List.of()));
        second.evaluation = first.evaluation;
    }

    @AfterEach
    void disconnect() {
        clients.forEach(Ledger::close);
        first.close();
        second.close();
        network.close();
    }

    private Ledger ledger() {
        return ledger(TestNetwork.PATIENT);
    }

    private Ledger ledger(ClientLimits limits) {
        return ledger(network.profile(first.port(), second.port()), limits);
    }

    private Ledger ledger(ConnectionProfile profile, ClientLimits limits) {
        Ledger ledger = FabricLedger.connect(profile, network.member(), limits, network.environment());
        clients.add(ledger);
        return ledger;
    }

    /** Each single call is short, the whole is long: a peer that hangs costs a moment. */
    private static ClientLimits impatient(Duration overall) {
        Duration call = Duration.ofMillis(300);
        return new ClientLimits(call, call, call, call, call, overall, Duration.ofMillis(2), Duration.ofMillis(100), 5);
    }

    private static String name(FakePeer peer) {
        return "127.0.0.1:" + peer.port();
    }

    private static List<String> proposed(FakePeer peer) {
        return peer.proposed.stream().map(ChannelHeader::getTxId).toList();
    }

    private static void read(Ledger ledger) {
        assertThat(ledger.read(Keys.enrolment(STUDY, new MemberId("HospitalA"))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aGatewayThatDiesInTheMiddleOfACallIsReplacedAndTheCallIsDoneOnce(Moment moment) {
        first.death = Optional.of(moment);
        Ledger ledger = ledger(LOOKING_LONG);
        read(ledger);
        Receipt receipt = ledger.submit(COMMAND);
        assertThat(second.blocks()).hasSize(1);
        assertDoneOnce(moment, receipt);
        assertThat(ledger.submit(COMMAND).block()).isEqualTo(1);
        assertThat(second.proposed).as("the next call goes to who answered").isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aGatewayThatNeverAnswersIsReplacedAndTheCallIsDoneOnce(Moment moment) {
        first.stupor = Optional.of(moment);
        Ledger ledger = ledger(impatient(LONG));
        read(ledger);
        assertDoneOnce(moment, ledger.submit(COMMAND));
    }

    private void assertDoneOnce(Moment moment, Receipt receipt) {
        assertThat(receipt.block()).isZero();
        boolean endorsedBySecond = moment == Moment.EVALUATE || moment == Moment.ENDORSE;
        assertThat(proposed(endorsedBySecond ? second : first)).containsExactly(receipt.txId());
        assertThat(TestBlocks.header(second.blocks().get(0)).getTxId()).isEqualTo(receipt.txId());
        if (moment == Moment.SUBMIT) {
            assertThat(second.envelopes).as("the very bytes").isEqualTo(first.envelopes);
        } else if (!endorsedBySecond) {
            assertThat(second.submitted)
                    .as("it was found, so nobody hands it over")
                    .isEmpty();
        }
    }

    @Test
    void aFalseFailureOfTheFirstGatewayIsLookedUpThroughTheSecondIfTheFirstDies() {
        first.submitFailures.add(
                Status.UNAVAILABLE.withDescription(
                        "insufficient number of orderers could successfully process transaction to satisfy quorum requirement"));
        first.death = Optional.of(Moment.COMMIT_STATUS);
        Receipt receipt = ledger(LOOKING_LONG).submit(COMMAND);
        assertThat(receipt.block()).isZero();
        assertThat(first.submitted).containsExactly(receipt.txId());
        assertThat(second.submitted).isEmpty();
        assertThat(second.proposed).isEmpty();
    }

    @Test
    void whatNoGatewayCanSayIsSaidToBeUnknown() {
        first.silent = true;
        second.silent = true;
        first.submitFailures.add(Status.UNAVAILABLE.withDescription("no orderer nodes available"));
        second.submitFailures.addAll(List.of(Status.UNAVAILABLE, Status.UNAVAILABLE, Status.UNAVAILABLE));
        Ledger ledger = ledger(impatient(Duration.ofSeconds(1)));
        assertThatThrownBy(() -> ledger.submit(COMMAND))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("sending the command again is harmless");
        assertThat(first.proposed).hasSize(1);
        assertThat(second.proposed).isEmpty();
    }

    /** What Fabric 3.1 says when something behind a gateway is away: code, text and detail, and what it is called. */
    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            ABORTED | failed to endorse transaction, see attached details for more info | error in simulation: failed to execute transaction 5f: could not launch chaincode credence:9c: connection to credence:9c failed: error creating grpc connection to 127.0.0.1:9999: context deadline exceeded | cannot reach its chaincode
            ABORTED | failed to endorse transaction, see attached details for more info | error in simulation: failed to execute transaction 5f: error sending: chaincode stream terminated | cannot reach its chaincode
            ABORTED | failed to endorse transaction, see attached details for more info | make sure the chaincode credence has been successfully defined on channel credence and try again: chaincode credence not found | knows no peer that has the contract on the channel
            ABORTED | failed to endorse transaction, see attached details for more info | channel 'credence' not found | has not joined the channel
            FAILED_PRECONDITION | no combination of peers can be derived which satisfy the endorsement policy: no peer combination can satisfy the endorsement policy | | reaches too few endorsing peers to satisfy the endorsement policy
            FAILED_PRECONDITION | no combination of peers can be derived which satisfy the endorsement policy: No metadata was found for chaincode credence in channel credence | | knows no peer that has the contract on the channel
            FAILED_PRECONDITION | failed to select a set of endorsers that satisfy the endorsement policy due to unavailability of peers: [127.0.0.1:7052] | | reaches too few endorsing peers to satisfy the endorsement policy
            ABORTED | failed to collect enough transaction endorsements, see attached details for more info | rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 127.0.0.1:7052: connect: connection refused" | reaches too few endorsing peers to satisfy the endorsement policy
            ABORTED | failed to collect enough transaction endorsements, see attached details for more info | ProposalResponsePayloads do not match | reaches endorsing peers that do not agree: they are at different blocks, or run different versions of the contract
            ABORTED | failed to collect enough transaction endorsements, see attached details for more info | chaincode response 500, WRONG_ROUND: round 3 is not open | reaches endorsing peers that do not agree: they are at different blocks, or run different versions of the contract
            DEADLINE_EXCEEDED | endorsement timeout expired while collecting first endorsement | | did not answer in time
            UNKNOWN | too many requests for /gateway.Gateway, exceeding concurrency limit (500) | | is overloaded
            """)
    void whatIsAwayBehindAGatewayIsAskedForThroughAnotherAndHasAName(
            String code, String text, String detail, String trouble) {
        var failure = FakePeer.withDetail(
                Status.fromCodeValue(Status.Code.valueOf(code).value()).withDescription(text),
                detail == null ? new String[0] : new String[] {detail});
        first.failures.get(Moment.ENDORSE).add(failure);
        Receipt receipt = ledger().submit(COMMAND);
        assertThat(proposed(second)).containsExactly(receipt.txId());
        assertThat(proposed(first)).hasSize(1).doesNotContain(receipt.txId());

        for (FakePeer peer : List.of(first, second)) {
            for (int i = 0; i < 1000; i++) {
                peer.failures.get(Moment.ENDORSE).add(failure);
            }
        }
        Ledger brief = ledger(TestNetwork.limits(Duration.ofSeconds(1)));
        assertThatThrownBy(() -> brief.submit(COMMAND))
                .isInstanceOf(LedgerUnavailableException.class)
                .isNotInstanceOf(OutcomeUnknownException.class)
                .hasMessageStartingWith("the ledger could not be used within 1 s: ")
                .hasMessageContaining(name(first) + " " + trouble + " (" + code)
                .hasMessageContaining(name(second) + " " + trouble + " (" + code)
                .hasMessageEndingWith("; try later");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            FAILED_PRECONDITION | no peers available to evaluate chaincode credence in channel credence |
            UNAVAILABLE | failed to get config for channel [credence]: not found |
            ABORTED | failed to evaluate transaction, see attached details for more info | could not launch chaincode credence:9c
            DEADLINE_EXCEEDED | evaluate timeout expired |
            """)
    void aReadGoesToTheNextGatewayToo(String code, String text, String detail) {
        first.failures
                .get(Moment.EVALUATE)
                .add(FakePeer.withDetail(
                        Status.fromCodeValue(Status.Code.valueOf(code).value()).withDescription(text),
                        detail == null ? new String[0] : new String[] {detail}));
        read(ledger());
        assertThat(second.evaluatedAt).hasSize(1);
    }

    @Test
    void aCommitIsAskedForThroughTheNextGatewayIfTheFirstHasLeftTheChannel() {
        first.failures
                .get(Moment.COMMIT_STATUS)
                .add(Status.PERMISSION_DENIED
                        .withDescription("Failed to get policy manager for channel [credence]")
                        .asRuntimeException());
        Receipt receipt = ledger().submit(COMMAND);
        assertThat(first.submitted).containsExactly(receipt.txId());
        assertThat(second.submitted).isEmpty();
    }

    @Test
    void endorsersThatDisagreeAreAskedAgainWithANewProposal() {
        var disagreement = FakePeer.withDetail(
                Status.ABORTED.withDescription(
                        "failed to collect enough transaction endorsements, see attached details for more info"),
                "ProposalResponsePayloads do not match",
                "access denied: channel [credence] creator org [HospitalA]");
        first.failures.get(Moment.ENDORSE).addAll(List.of(disagreement, disagreement));
        second.failures.get(Moment.ENDORSE).add(disagreement);
        Receipt receipt = ledger().submit(COMMAND);
        var all = new ArrayList<>(proposed(first));
        all.addAll(proposed(second));
        assertThat(all).hasSize(4).doesNotHaveDuplicates().contains(receipt.txId());
        assertThat(second.blocks()).hasSize(1);
    }

    @Test
    void aRefusalIsTheSameThroughEveryGateway() {
        first.refusal = "WRONG_ROUND: round 3 is not open, round 4 is; seal that";
        assertThatThrownBy(() -> ledger().submit(COMMAND)).isInstanceOf(RefusedException.class);
        assertThat(second.proposed).isEmpty();
    }

    /** What Fabric 3.1 says to a caller that it does not let in. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            error validating proposal: access denied: channel [credence] creator org [HospitalA] | it is revoked
            error validating proposal: access denied: channel [credence] creator org unknown, creator is malformed | it is revoked
            proposal client identity expired | it is revoked
            request unauthorized due to incorrect timestamp 2026-11-23T10:00:00Z, peer time 2026-11-23T12:00:00Z, peer.authentication.timewindow 15m0s | set the clock
            """)
    void aCallerThatIsNotLetInIsNotLetInByAnotherGateway(String words, String advice) {
        first.failures
                .get(Moment.ENDORSE)
                .add(FakePeer.withDetail(
                        Status.ABORTED.withDescription(
                                "failed to endorse transaction, see attached details for more info"),
                        words));
        assertThatThrownBy(() -> ledger().submit(COMMAND))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining(advice)
                .hasMessageContaining(words);
        assertThat(second.proposed).isEmpty();
    }

    /** Fabric's answer to a read by a caller that no peer lets in: unavailable, as every peer it tried is then. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            proposal client identity expired | it is revoked
            request unauthorized due to incorrect timestamp 2026-11-23T10:00:00Z, peer time 2026-11-23T12:00:00Z, peer.authentication.timewindow 15m0s | set the clock
            """)
    void aReaderThatIsNotLetInIsToldSoThoughTheGatewayCallsItsPeersUnavailable(String words, String advice) {
        first.failures
                .get(Moment.EVALUATE)
                .add(FakePeer.withDetail(
                        Status.UNAVAILABLE.withDescription(
                                "failed to evaluate transaction, see attached details for more info"),
                        words,
                        "rpc error: code = Unknown desc = " + words,
                        "rpc error: code = Unknown desc = " + words));
        assertThatThrownBy(() -> read(ledger()))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining(advice)
                .hasMessageContaining(words);
        assertThat(second.evaluatedAt).isEmpty();
    }

    /** A BFT gateway's answer when the orderers would not have the transaction: unavailable, and each of them says why. */
    @Test
    void aTransactionThatEveryOrdererRefusesIsNotHandedOverAgain() {
        String tooLarge = "received unsuccessful response from orderer: status=BAD_REQUEST, info=message payload is"
                + " 18003983 bytes and exceeds maximum allowed 10485760 bytes";
        first.failures.get(Moment.SUBMIT).add(unordered(tooLarge, tooLarge));
        assertThatThrownBy(() -> ledger(impatient(LONG)).submit(COMMAND))
                .isInstanceOf(LedgerFaultException.class)
                .hasMessageContaining("exceeds maximum allowed 10485760 bytes");
        assertThat(first.submitted).hasSize(1);
        assertThat(second.submitted).isEmpty();
    }

    @Test
    void aCallerWhomEveryOrdererRefusesIsToldSo() {
        String forbidden =
                "received unsuccessful response from orderer: status=FORBIDDEN, info=implicit policy evaluation"
                        + " failed - 0 sub-policies were satisfied, but this policy requires 1 of the 'Writers' sub-policies to be"
                        + " satisfied: permission denied";
        first.failures.get(Moment.SUBMIT).add(unordered(forbidden, forbidden));
        assertThatThrownBy(() -> ledger(impatient(LONG)).submit(COMMAND))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("it is revoked");
    }

    @Test
    void oneOrderersRefusalAmongOthersThatAreAwayIsNoRefusal() {
        first.failures
                .get(Moment.SUBMIT)
                .add(unordered(
                        "received unsuccessful response from orderer: status=BAD_REQUEST, info=no",
                        "rpc error: code = Unavailable desc = connection error"));
        Receipt receipt = ledger(impatient(LONG)).submit(COMMAND);
        assertThat(second.submitted).containsExactly(receipt.txId());
        assertThat(second.envelopes).isEqualTo(first.envelopes);
    }

    private static io.grpc.StatusRuntimeException unordered(String... details) {
        return FakePeer.withDetail(
                Status.UNAVAILABLE.withDescription(
                        "insufficient number of orderers could successfully process transaction to satisfy quorum requirement"),
                details);
    }

    @Test
    void orderersWithoutAQuorumAreNamed() {
        for (FakePeer peer : List.of(first, second)) {
            peer.silent = true;
            for (int i = 0; i < 1000; i++) {
                peer.failures
                        .get(Moment.SUBMIT)
                        .add(unordered("rpc error: code = Unavailable desc = connection error: connection refused"));
            }
        }
        assertThatThrownBy(() -> ledger(impatient(Duration.ofSeconds(2))).submit(COMMAND))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining(" reaches too few orderers for a quorum (UNAVAILABLE: ");
        assertThat(second.blocks()).isEmpty();
    }

    @Test
    void aPeerThatDoesNotProveItselfIsPassedOver() {
        CertificateAuthority stranger = TestNetwork.authority(folder.resolve("stranger"), "HospitalA");
        var wrong = GatewayEndpoint.of(name(first), stranger.organization().tlsRoots());
        var right = network.endpoint(second.port());
        Ledger ledger = ledger(
                new ConnectionProfile(TestNetwork.CHANNEL, TestNetwork.CHAINCODE, List.of(wrong, right)),
                TestNetwork.PATIENT);
        assertThat(ledger.submit(COMMAND).block()).isZero();
        try (BlockStream stream = ledger(
                        new ConnectionProfile(TestNetwork.CHANNEL, TestNetwork.CHAINCODE, List.of(wrong, right)),
                        TestNetwork.PATIENT)
                .blocks(0)) {
            assertThat(number(stream)).isZero();
        }
        assertThat(first.proposed).isEmpty();
    }

    @Test
    void whereNoPeerProvesItselfTheEndpointIsNamed() {
        CertificateAuthority stranger = TestNetwork.authority(folder.resolve("stranger"), "HospitalA");
        var roots = stranger.organization().tlsRoots();
        Ledger ledger = ledger(
                new ConnectionProfile(
                        TestNetwork.CHANNEL,
                        TestNetwork.CHAINCODE,
                        List.of(GatewayEndpoint.of(name(first), roots), GatewayEndpoint.of(name(second), roots))),
                TestNetwork.PATIENT);
        assertThatThrownBy(() -> ledger.submit(COMMAND))
                .isInstanceOf(LedgerFaultException.class)
                .hasMessageStartingWith("the peer does not prove to be the one of the connection profile")
                .hasMessageNotContainingAny("Channel Pipeline")
                .hasMessageContaining(name(second));
    }

    @Test
    void aStreamOfBlocksGoesOnThroughTheNextGateway() throws InterruptedException {
        Ledger ledger = ledger();
        ledger.submit(COMMAND);
        ledger.submit(COMMAND);
        try (BlockStream stream = ledger.blocks(0)) {
            assertThat(number(stream)).isZero();
            first.stop();
            ledger.submit(COMMAND);
            assertThat(List.of(number(stream), number(stream))).containsExactly(1L, 2L);
            second.stop();
            first.start();
            ledger.submit(COMMAND);
            assertThat(number(stream)).isEqualTo(3);
        }
    }

    @Test
    void aGatewayThatHasNotGotTheNextBlockYetIsNoFault() throws InterruptedException {
        second.fallBehind();
        Ledger ledger = ledger();
        ledger.submit(COMMAND);
        ledger.submit(COMMAND);
        try (BlockStream stream = ledger.blocks(0)) {
            assertThat(List.of(number(stream), number(stream))).containsExactly(0L, 1L);
            first.stop();
            assertThat(stream.next(Duration.ofMillis(100))).isEmpty();
            second.catchUp();
            ledger.submit(COMMAND);
            assertThat(number(stream)).isEqualTo(2);
        }
    }

    @Test
    void aStreamLeavesAGatewayThatIsSilentForLong() throws InterruptedException {
        Ledger ledger = ledger(impatient(LONG));
        ledger.submit(COMMAND);
        try (BlockStream stream = ledger.blocks(0)) {
            assertThat(number(stream)).isZero();
            first.fallBehind();
            Ledger other = ledger(network.profile(second.port()), TestNetwork.PATIENT);
            other.submit(COMMAND);
            assertThat(number(stream)).isEqualTo(1);
            first.catchUp();
            other.submit(COMMAND);
            assertThat(number(stream)).isEqualTo(2);
        }
    }

    @Test
    void aReadIsNeverOlderThanWhatTheClientHasSeen() {
        second.fallBehind();
        Ledger ledger = ledger();
        ledger.submit(COMMAND);
        ledger.submit(COMMAND);
        first.stop();
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> read(ledger));
        second.catchUp();
        reading.join();
        assertThat(second.evaluatedAt).containsExactly(2);
    }

    @Test
    void noProposalIsEndorsedOnOlderBlocksThanTheClientHasSeen() throws InterruptedException {
        second.fallBehind();
        Ledger ledger = ledger(impatient(Duration.ofSeconds(1)));
        Ledger other = ledger(network.profile(first.port()), TestNetwork.PATIENT);
        Receipt receipt = other.submit(COMMAND);
        try (BlockStream stream = ledger.blocks(0)) {
            assertThat(number(stream)).isZero();
        }
        first.stop();
        assertThatThrownBy(() -> ledger.submit(COMMAND))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining(name(second) + " is behind (has not got block " + receipt.block()
                        + ", which another gateway told of)");
        assertThat(second.proposed).isEmpty();
        second.catchUp();
        assertThat(ledger.submit(COMMAND).block()).isEqualTo(1);
    }

    @Test
    void whoeverToldOfTheNewestBlockIsNotAskedForIt() {
        Ledger ledger = ledger();
        ledger.submit(COMMAND);
        first.failures.get(Moment.COMMIT_STATUS).add(Status.INTERNAL.asRuntimeException());
        read(ledger);
        assertThat(first.failures.get(Moment.COMMIT_STATUS)).as("not asked").hasSize(1);
    }

    private static long number(BlockStream stream) {
        try {
            return stream.next(LONG).orElseThrow().number();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

package org.credence.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.credence.ledger.Ledger;
import org.credence.ledger.LedgerFaultException;
import org.credence.ledger.LedgerUnavailableException;
import org.credence.ledger.NotAuthorizedException;
import org.credence.ledger.OutcomeUnknownException;
import org.credence.ledger.Receipt;
import org.credence.ledger.RefusedException;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Role;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Reply;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKind;
import org.credence.protocol.StudyId;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.encoding.Facts;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class FabricLedgerTest {
    private static final StudyId STUDY = new StudyId("heart");
    private static final Command.SealRound COMMAND = new Command.SealRound(STUDY, 3);

    @TempDir
    Path folder;

    private TestNetwork network;
    private FakePeer peer;
    private Ledger ledger;

    @BeforeEach
    void connect() {
        network = new TestNetwork(folder);
        peer = new FakePeer(network);
        ledger = ledger(TestNetwork.PATIENT);
    }

    @AfterEach
    void disconnect() {
        ledger.close();
        peer.close();
        network.close();
    }

    private Ledger ledger(ClientLimits limits) {
        return FabricLedger.connect(network.profile(peer.port()), network.member(), limits, network.environment());
    }

    @Test
    void aCallIsDoneWhenItsBlockIs() {
        assertThat(ledger.sealRound(COMMAND)).isEqualTo(new Receipt(txIds().get(0), Code.OK, 0));
        peer.reply = new Reply(Code.OK_NOOP, "sealed before");
        assertThat(ledger.submit(COMMAND)).isEqualTo(new Receipt(txIds().get(1), Code.OK_NOOP, 1));
        assertThat(txIds().get(0)).matches("[0-9a-f]{64}").isNotEqualTo(txIds().get(1));
    }

    @Test
    void aProposalCarriesTheInjectedClocksTime() {
        Instant moment = Instant.parse("1970-01-01T00:16:40.5Z");
        try (Ledger timed = FabricLedger.connect(
                network.profile(peer.port()),
                network.member(),
                TestNetwork.PATIENT,
                network.environment(InstantSource.fixed(moment)))) {
            timed.submit(COMMAND);
        }
        assertThat(peer.lastProposalTime()).isEqualTo(moment);
    }

    @Test
    void aRefusalHasItsCodeAndWords() {
        peer.refusal = "WRONG_ROUND: round 3 is not open, round 4 is; seal that";
        var refused = catchThrowableOfType(RefusedException.class, () -> ledger.submit(COMMAND));
        assertThat(refused.code()).isEqualTo(Code.WRONG_ROUND);
        assertThat(refused.words()).isEqualTo("round 3 is not open, round 4 is; seal that");
        assertThat(peer.submitted).isEmpty();
    }

    @Test
    void aRefusalThatGoesOnRecordIsCommittedAndThenThrown() {
        peer.reply = new Reply(Code.ALREADY_COMMITTED, "another update is on record");
        assertThatThrownBy(() -> ledger.submit(COMMAND))
                .isInstanceOf(RefusedException.class)
                .hasMessage("ALREADY_COMMITTED: another update is on record");
        assertThat(peer.blocks()).hasSize(1);
    }

    @Test
    void wordsThatOnlyLookLikeARefusalAreNone() {
        peer.refusal = "NO_SUCH_CODE: what is this";
        try (Ledger brief = ledger(TestNetwork.limits(Duration.ofSeconds(1)))) {
            assertThatThrownBy(() -> brief.submit(COMMAND))
                    .isInstanceOf(LedgerUnavailableException.class)
                    .hasMessageContaining("could not be used within 1 s");
        }
    }

    @Test
    void aFalseFailureOfASubmitIsLookedUpAndNothingIsEndorsedAgain() {
        peer.submitFailures.add(
                Status.UNAVAILABLE.withDescription(
                        "insufficient number of orderers could successfully process transaction to satisfy quorum requirement"));
        Receipt receipt = ledger.submit(COMMAND);
        assertThat(receipt.block()).isZero();
        assertThat(peer.proposed).hasSize(1);
        assertThat(peer.submitted).containsExactly(receipt.txId());
    }

    @Test
    void aTransactionThatTheOrdererRefusesIsNotHandedOverAgain() {
        peer.submitLosses.add(Status.ABORTED.withDescription("the transaction has 11000000 bytes"));
        peer.commitStatusFailures.add(Status.DEADLINE_EXCEEDED);
        assertThatThrownBy(() -> ledger.submit(COMMAND))
                .isInstanceOf(LedgerFaultException.class)
                .hasMessageContaining("the transaction has 11000000 bytes");
        assertThat(peer.submitted).hasSize(1);
    }

    @Test
    void aTransactionThatWasLostIsHandedOverAgainUnderItsId() {
        peer.submitLosses.add(Status.UNAVAILABLE);
        peer.commitStatusFailures.add(Status.DEADLINE_EXCEEDED);
        Receipt receipt = ledger.submit(COMMAND);
        assertThat(peer.proposed).hasSize(1);
        assertThat(peer.submitted).containsExactly(receipt.txId(), receipt.txId());
        assertThat(peer.blocks()).hasSize(1);
    }

    @Test
    void aCommitThatIsNotHeardOfIsAskedForAgain() {
        peer.commitStatusFailures.addAll(List.of(Status.UNAVAILABLE, Status.UNAVAILABLE));
        assertThat(ledger.submit(COMMAND).block()).isZero();
        assertThat(peer.proposed).hasSize(1);
        assertThat(peer.submitted).hasSize(1);
    }

    @Test
    void anUnknownOutcomeIsSaidWithTheTransactionsId() {
        peer.silent = true;
        try (Ledger brief = ledger(TestNetwork.limits(Duration.ofSeconds(1)))) {
            var unknown = catchThrowableOfType(OutcomeUnknownException.class, () -> brief.submit(COMMAND));
            assertThat(unknown.txId()).isEqualTo(peer.submitted.get(0));
            assertThat(unknown).hasMessageContaining("sending the command again is harmless");
            assertThat(peer.proposed).hasSize(1);
        }
    }

    @Test
    void aConflictIsEndorsedAnewUnderAnotherId() {
        peer.verdicts.addAll(List.of(TxValidationCode.MVCC_READ_CONFLICT, TxValidationCode.PHANTOM_READ_CONFLICT));
        Receipt receipt = ledger.submit(COMMAND);
        assertThat(receipt.block()).isEqualTo(2);
        assertThat(txIds()).hasSize(3).doesNotHaveDuplicates().last().isEqualTo(receipt.txId());
    }

    @Test
    void conflictsHaveABound() {
        for (int i = 0; i < 100; i++) {
            peer.verdicts.add(TxValidationCode.MVCC_READ_CONFLICT);
        }
        assertThatThrownBy(() -> ledger.submit(COMMAND))
                .isInstanceOf(LedgerUnavailableException.class)
                .isNotInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("sealRound lost against others that wrote the same facts, 5 times")
                .hasMessageEndingWith("; try later");
        assertThat(txIds()).hasSize(TestNetwork.PATIENT.conflicts());
    }

    @Test
    void aTransactionThatIsInvalidForOtherReasonsIsAFault() {
        peer.verdicts.add(TxValidationCode.INVALID_WRITESET);
        assertThatThrownBy(() -> ledger.submit(COMMAND))
                .isInstanceOf(LedgerFaultException.class)
                .hasMessageContaining("(sealRound) was endorsed and then found invalid: INVALID_WRITESET");
        assertThat(peer.proposed).hasSize(1);
    }

    @Test
    void endorsementsThatAChangeOfTheChannelOvertookAreAskedForAnew() {
        peer.verdicts.addAll(
                List.of(TxValidationCode.ENDORSEMENT_POLICY_FAILURE, TxValidationCode.CHAINCODE_VERSION_CONFLICT));
        assertThat(ledger.submit(COMMAND).block()).isEqualTo(2);
        assertThat(txIds()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void endorsementsThatNeverSatisfyThePolicyAreAFault() {
        for (int i = 0; i < 9; i++) {
            peer.verdicts.add(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        }
        assertThatThrownBy(() -> ledger.submit(COMMAND))
                .isInstanceOf(LedgerFaultException.class)
                .hasMessageContaining("ENDORSEMENT_POLICY_FAILURE");
        assertThat(txIds()).hasSize(3);
    }

    @Test
    void aCallerWhoWasRevokedBeforeItsTransactionWasValidatedIsToldSo() {
        peer.verdicts.add(TxValidationCode.BAD_CREATOR_SIGNATURE);
        assertThatThrownBy(() -> ledger.submit(COMMAND))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("is not accepted by the ledger: it is revoked")
                .hasMessageContaining("BAD_CREATOR_SIGNATURE");
    }

    @Test
    void aPeerThatIsAwayIsCalledUntilItIsBack() {
        peer.stop();
        CompletableFuture<Receipt> receipt = CompletableFuture.supplyAsync(() -> ledger.submit(COMMAND));
        peer.start();
        assertThat(receipt.join().block()).isZero();
    }

    @Test
    void anEndorsementIsTriedAgainWhenTheContractWasAway() {
        peer.endorseFailures.addAll(List.of(
                Status.UNAVAILABLE,
                Status.ABORTED.withDescription("could not launch chaincode credence"),
                Status.DEADLINE_EXCEEDED));
        assertThat(ledger.submit(COMMAND).block()).isZero();
        assertThat(peer.proposed).hasSize(4);
    }

    @Test
    void aPeerThatStaysAwayIsSaid() {
        peer.stop();
        try (Ledger brief = ledger(TestNetwork.limits(Duration.ofSeconds(1)))) {
            assertThatThrownBy(() -> brief.submit(COMMAND))
                    .isInstanceOf(LedgerUnavailableException.class)
                    .isNotInstanceOf(OutcomeUnknownException.class)
                    .hasMessageContaining(
                            "could not be used within 1 s: 127.0.0.1:" + peer.port() + " cannot be reached")
                    .hasMessageEndingWith("; try later");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PERMISSION_DENIED", "UNAUTHENTICATED"})
    void aCallerThatIsNotLetInIsToldSo(String code) {
        peer.endorseFailures.add(Status.fromCode(Status.Code.valueOf(code)).withDescription("creator is revoked"));
        assertThatThrownBy(() -> ledger.submit(COMMAND))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("CN=node, OU=client, O=HospitalA")
                .hasMessageContaining("it is revoked, or not of a member's certificate authority")
                .hasMessageContaining("creator is revoked");
    }

    @Test
    void fabricsOwnWordsForADeniedCallerAreUnderstood() {
        peer.endorseFailures.add(
                Status.ABORTED.withDescription("access denied: channel [credence] creator org [HospitalA]"));
        assertThatThrownBy(() -> ledger.submit(COMMAND)).isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void aClockThatIsOffIsSaidToBe() {
        peer.endorseFailures.add(
                Status.ABORTED.withDescription("request unauthorized due to incorrect timestamp 1970-01-01T00:00:00Z"));
        assertThatThrownBy(() -> ledger.submit(COMMAND))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("set the clock");
    }

    @Test
    void anExpiredCertificateIsSaidToBe() {
        Enrolment node = network.member();
        peer.endorseFailures.add(Status.UNKNOWN.withDescription("proposal client identity expired 24h0m0s ago"));
        Instant later = node.identity().certificate().getNotAfter().toInstant().plus(Duration.ofDays(1));
        try (Ledger late = FabricLedger.connect(
                network.profile(peer.port()),
                node,
                TestNetwork.PATIENT,
                network.environment(InstantSource.fixed(later)))) {
            assertThatThrownBy(() -> late.submit(COMMAND))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining("expired at")
                    .hasMessageContaining("have your certificate authority renew it");
        }
    }

    @Test
    void aStrangersTlsCertificateIsRefusedAtTheDoor() {
        CertificateAuthority stranger = TestNetwork.authority(folder.resolve("stranger"), "HospitalA");
        Enrolment foreign = stranger.issue(IssueRequest.client("node", Role.MEMBER));
        try (Ledger outside = FabricLedger.connect(
                network.profile(peer.port()), foreign, TestNetwork.PATIENT, network.environment())) {
            assertThatThrownBy(() -> outside.submit(COMMAND)).isInstanceOf(NotAuthorizedException.class);
        }
    }

    @Test
    void aPeerOfAStrangersTlsRootIsNotSpokenTo() {
        CertificateAuthority stranger = TestNetwork.authority(folder.resolve("stranger"), "HospitalA");
        var wrong = ConnectionProfile.of(
                "127.0.0.1:" + peer.port(),
                TestNetwork.CHANNEL,
                TestNetwork.CHAINCODE,
                stranger.organization().tlsRoots());
        try (Ledger outside =
                FabricLedger.connect(wrong, network.member(), TestNetwork.PATIENT, network.environment())) {
            assertThatThrownBy(() -> outside.submit(COMMAND))
                    .isInstanceOf(LedgerFaultException.class)
                    .hasMessageContaining("PKIX");
        }
        assertThat(peer.proposed).isEmpty();
    }

    @Test
    void factsAreReadByKeyAndByKind() {
        MemberId a = new MemberId("HospitalA");
        MemberId b = new MemberId("HospitalB");
        var enrolled = List.of(
                new StateEntry<>(Keys.enrolment(STUDY, a), Digest.sha256(new byte[] {1})),
                new StateEntry<>(Keys.enrolment(STUDY, b), Digest.sha256(new byte[] {2})));
        peer.evaluation = request -> CanonicalJson.encode(Facts.of(enrolled));
        assertThat(ledger.readAll(StateKind.ENROLMENT, STUDY.value())).isEqualTo(enrolled);
        peer.evaluation = request -> CanonicalJson.encode(Facts.of(enrolled.subList(0, 1)));
        assertThat(ledger.read(Keys.enrolment(STUDY, a)))
                .contains(enrolled.get(0).value());
        peer.evaluation = request -> CanonicalJson.encode(new Facts(List.of()));
        assertThat(ledger.read(Keys.enrolment(STUDY, a))).isEmpty();
    }

    @Test
    void anAnswerThatIsNotOursIsAFault() {
        peer.evaluation = request -> new byte[] {'?'};
        assertThatThrownBy(() -> ledger.read(Keys.enrolment(STUDY, new MemberId("HospitalA"))))
                .isInstanceOf(LedgerFaultException.class)
                .hasMessageContaining("is not facts");
        peer.evaluation =
                request -> CanonicalJson.encode(new Facts(List.of(new Facts.Fact(List.of("heart"), "\"x\""))));
        assertThatThrownBy(() -> ledger.read(Keys.enrolment(STUDY, new MemberId("HospitalA"))))
                .isInstanceOf(LedgerFaultException.class);
    }

    @Test
    void closingEndsACallThatWaits() {
        peer.stop();
        CompletableFuture<Receipt> receipt = CompletableFuture.supplyAsync(() -> ledger.submit(COMMAND));
        ledger.close();
        assertThatThrownBy(receipt::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(LedgerUnavailableException.class);
    }

    private List<String> txIds() {
        return peer.proposed.stream().map(ChannelHeader::getTxId).toList();
    }
}

package org.credence.node.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.credence.network.ledger.message.ReadWriteSet;
import org.credence.network.ledger.verify.LedgerTransaction.ContractCall;
import org.credence.network.ledger.verify.LedgerTransaction.Event;
import org.credence.protocol.Command;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Role;
import org.junit.jupiter.api.Test;

class CallReplayTest {
    private static final List<MemberId> MEMBERS =
            List.of(new MemberId("A"), new MemberId("B"), new MemberId("C"), new MemberId("D"));
    private static final Command.InitCharter CHARTER = new Command.InitCharter(MEMBERS, 3, List.of());

    private final RecordedCalls recorded = new RecordedCalls();
    private final CallReplay replay = new CallReplay();

    @Test
    void callsThatTheRulesAnswerAlikeBuildTheState() {
        replay.replay(1, recorded.call("A", Role.BOARD, CHARTER));
        replay.replay(2, recorded.call("B", Role.BOARD, new Command.Admit(new MemberId("E"))));

        assertThat(replay.calls()).isEqualTo(2);
        assertThat(replay.state().get(Keys.charter()).threshold()).isEqualTo(3);
    }

    @Test
    void anAttemptThatIsOnlyOnRecordIsReplayedToo() {
        List<ContractCall> study = recorded.studyWithASecondUpdateOf("A", MEMBERS);
        study.forEach(call -> replay.replay(1, call));
        assertThat(study.get(study.size() - 1).payload().toStringUtf8()).contains("ALREADY_COMMITTED");
    }

    @Test
    void aWriteWithAnotherValueIsFound() {
        ContractCall call = recorded.call("A", Role.BOARD, CHARTER);
        List<ReadWriteSet.Write> writes = writes(call);
        writes.set(0, new ReadWriteSet.Write(writes.get(0).key(), Optional.of(ByteString.copyFromUtf8("{}"))));
        requireFound(with(call, writes), "block 4, transaction 0, A, initCharter", "writes {} to charter");
    }

    @Test
    void aMissingWriteIsFound() {
        ContractCall call = recorded.call("A", Role.BOARD, CHARTER);
        requireFound(
                with(call, writes(call).subList(1, 5)),
                "block 4, transaction 0, A, initCharter",
                "does not write charter, which the rules do");
    }

    @Test
    void aWriteTooManyIsFound() {
        ContractCall call = recorded.call("A", Role.BOARD, CHARTER);
        List<ReadWriteSet.Write> writes = writes(call);
        writes.add(new ReadWriteSet.Write("\u0000member\u0000Z\u0000", Optional.of(ByteString.copyFromUtf8("{}"))));
        requireFound(with(call, writes), "block 4, transaction 0, A, initCharter", "writes /member/Z/");
    }

    @Test
    void aDeletionIsFound() {
        ContractCall call = recorded.call("A", Role.BOARD, CHARTER);
        List<ReadWriteSet.Write> writes = writes(call);
        writes.set(0, new ReadWriteSet.Write(writes.get(0).key(), Optional.empty()));
        requireFound(with(call, writes), "block 4, transaction 0, A, initCharter", "writes a deletion to charter");
    }

    @Test
    void anotherEventOrNoneIsFound() {
        ContractCall call = recorded.call("A", Role.BOARD, CHARTER);
        requireFound(with(call, Optional.empty()), "block 4, transaction 0, A, initCharter", "tells nothing");
        Event other = new Event("CharterAdopted", ByteString.copyFromUtf8("{}"));
        requireFound(
                with(call, Optional.of(other)), "block 4, transaction 0, A, initCharter", "tells CharterAdopted {}");
    }

    @Test
    void anotherAnswerIsFound() {
        ContractCall call = recorded.call("A", Role.BOARD, CHARTER);
        requireFound(
                with(call, 200, "{\"code\":\"OK_NOOP\",\"words\":\"\"}"),
                "block 4, transaction 0, A, initCharter",
                "the rules answer 200 {\"code\":\"OK\",\"words\":\"\"}");
        requireFound(
                with(call, 201, call.payload().toStringUtf8()),
                "block 4, transaction 0, A, initCharter",
                "answers 201");
    }

    @Test
    void aCallThatTheRulesRefuseIsFoundWithTheirReason() {
        ContractCall call = recorded.call("A", Role.BOARD, CHARTER);
        requireFound(
                recorded.sentBy(call, "A", Role.MEMBER),
                "block 4, transaction 0, A, initCharter",
                "is recorded as valid, but the rules refuse it: NOT_BOARD");
        requireFound(
                recorded.sentBy(call, "Z", Role.BOARD),
                "block 4, transaction 0, Z, initCharter",
                "is recorded as valid, but the rules refuse it");
    }

    @Test
    void aCallOfAnotherContractOrOfNoFunctionIsFound() {
        ContractCall call = recorded.call("A", Role.BOARD, CHARTER);
        requireFound(
                calling(call, "other", call.function(), call.arguments()),
                "block 4, transaction 0, A",
                "calls contract 'other'");
        requireFound(
                calling(call, "credence", "mint", call.arguments()),
                "block 4, transaction 0, A",
                "no function 'mint' of 1 arguments");
        requireFound(
                calling(call, "credence", call.function(), List.of()),
                "block 4, transaction 0, A",
                "no function 'initCharter' of 0 arguments");
        requireFound(
                calling(call, "credence", call.function(), List.of(ByteString.copyFromUtf8(" {}"))),
                "block 4, transaction 0, A, initCharter",
                "the argument is no command");
    }

    @Test
    void aQueryThatWasSubmittedMayNotWrite() {
        ContractCall call = recorded.call("A", Role.BOARD, CHARTER);
        ContractCall query = calling(call, "credence", "query", call.arguments());
        requireFound(query, "block 4, transaction 0, A, query", "is a query, but writes");

        replay.replay(4, with(with(query, List.of()), Optional.empty()));
        assertThat(replay.state().get(Keys.charter())).isNull();
    }

    @Test
    void whatDefinesContractsTouchesNothingElse() {
        ContractCall call = recorded.call("A", Role.BOARD, CHARTER);
        ContractCall definition = calling(call, "_lifecycle", "CommitChaincodeDefinition", call.arguments());
        requireFound(definition, "block 4, transaction 0, A", "writes to the state of another contract, 'credence'");

        replay.replay(4, with(definition, List.of()));
        assertThat(replay.definitions()).isEqualTo(1);
        assertThat(replay.calls()).isZero();
    }

    @Test
    void noRuleWritesPrivateData() {
        ContractCall call = recorded.call("A", Role.BOARD, CHARTER);
        ByteString hash = ByteString.copyFrom(new byte[32]);
        var secret = new ReadWriteSet.HashedCollection(
                "secrets",
                List.of(),
                List.of(new ReadWriteSet.HashedWrite(hash, Optional.of(hash), false)),
                Optional.of(hash));
        requireFound(
                RecordedCalls.withCollection(call, secret),
                "block 4, transaction 0, A",
                "writes to the private collection secrets, which no rule does");
    }

    @Test
    void whatTheBoardRuledIsRemembered() {
        var rulings = new Rulings();
        rulings.add(RecordedCalls.STUDY, 2);
        assertThat(rulings.contains(RecordedCalls.STUDY, 2)).isTrue();
        assertThat(rulings.contains(RecordedCalls.STUDY, 1)).isFalse();
        assertThat(replay.rulings().contains(RecordedCalls.STUDY, 2)).isFalse();
    }

    private void requireFound(ContractCall call, String where, String what) {
        assertThatExceptionOfType(Disagreement.class)
                .isThrownBy(() -> new CallReplay().replay(4, call))
                .satisfies(found -> {
                    assertThat(found.finding().where()).isEqualTo(where);
                    assertThat(found.finding().what()).contains(what);
                });
    }

    private static List<ReadWriteSet.Write> writes(ContractCall call) {
        return new ArrayList<>(call.readWriteSet().namespaces().get(0).writes());
    }

    private static ContractCall with(ContractCall call, List<ReadWriteSet.Write> writes) {
        return RecordedCalls.copy(call, call.status(), call.payload(), call.event(), writes);
    }

    private static ContractCall with(ContractCall call, Optional<Event> event) {
        return RecordedCalls.copy(call, call.status(), call.payload(), event, writes(call));
    }

    private static ContractCall with(ContractCall call, int status, String payload) {
        return RecordedCalls.copy(call, status, ByteString.copyFromUtf8(payload), call.event(), writes(call));
    }

    private static ContractCall calling(
            ContractCall call, String contract, String function, List<ByteString> arguments) {
        return new ContractCall(
                call.index(),
                call.code(),
                call.transactionId(),
                call.mspId(),
                call.certificate(),
                call.timestamp(),
                contract,
                function,
                arguments,
                call.status(),
                call.payload(),
                call.event(),
                call.readWriteSet());
    }
}

package org.credence.network.fabric.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status.Code;
import java.util.List;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;
import org.junit.jupiter.api.Test;

/** What a client is told when a call fails. */
interface FailureConformance extends OnEngine {
    private void assertNotEndorsed(String words, String function, String... args) {
        Member member = session().anybody();
        assertThatThrownBy(() -> member.endorse(function, args)).isInstanceOfSatisfying(EndorseException.class, e -> {
            assertThat(e.getStatus().getCode()).isEqualTo(Code.ABORTED);
            assertThat(e.getStatus().getDescription())
                    .isEqualTo("failed to endorse transaction, see attached details for more info");
            assertThat(e.getDetails()).hasSize(1);
            assertThat(e.getDetails().get(0).getMessage()).isEqualTo(words);
            assertThat(e.getTransactionId()).hasSize(64);
        });
    }

    @Test
    default void aRefusalsWordsAreInTheDetailsOfAnEndorsement() {
        assertNotEndorsed("chaincode response 500, not today", "status", "500", "not today");
        assertNotEndorsed("chaincode response 400, not so", "status", "400", "not so");
        assertNotEndorsed("chaincode response 500, no function 'unheard-of'", "unheard-of");
    }

    @Test
    default void aRefusalsWordsAreInTheMessageOfAnEvaluation() {
        Member member = session().anybody();

        assertThatThrownBy(() -> member.evaluate("status", "500", "not today"))
                .isInstanceOfSatisfying(GatewayException.class, e -> {
                    assertThat(e.getStatus().getCode()).isEqualTo(Code.UNKNOWN);
                    assertThat(e.getStatus().getDescription())
                            .isEqualTo("evaluate call to endorser returned error: chaincode response 500, not today");
                    assertThat(e.getDetails().get(0).getMessage()).isEqualTo("chaincode response 500, not today");
                });
    }

    @Test
    default void aContractAnswersWithTwoHundredFourHundredOrFiveHundredAndNothingElse() throws Exception {
        Member member = session().anybody();

        assertThat(member.evaluate("status", "200", "all is well")).isEmpty();
        for (String status : List.of("201", "399", "404")) {
            assertThatThrownBy(() -> member.endorse("status", status, "words"))
                    .isInstanceOfSatisfying(
                            EndorseException.class,
                            e -> assertThat(e.getDetails().get(0).getMessage())
                                    .startsWith("error in simulation: transaction returned with failure: "));
        }
    }

    @Test
    default void whatAContractThrowsIsInTheDetails() {
        Member member = session().anybody();

        assertThatThrownBy(() -> member.endorse("throw", "broken"))
                .isInstanceOfSatisfying(EndorseException.class, e -> {
                    assertThat(e.getStatus().getCode()).isEqualTo(Code.ABORTED);
                    assertThat(e.getDetails().get(0).getMessage())
                            .startsWith("error in simulation: transaction returned with failure: "
                                    + "java.lang.IllegalStateException: broken");
                });
        assertThatThrownBy(() -> member.evaluate("throw", "broken"))
                .isInstanceOfSatisfying(GatewayException.class, e -> {
                    assertThat(e.getStatus().getCode()).isEqualTo(Code.ABORTED);
                    assertThat(e.getStatus().getDescription())
                            .isEqualTo("failed to evaluate transaction, see attached details for more info");
                    assertThat(e.getDetails().get(0).getMessage())
                            .startsWith("error in simulation: transaction returned with failure: "
                                    + "java.lang.IllegalStateException: broken");
                });
    }

    @Test
    default void anEmptyKeyIsRefused() {
        assertNotEndorsed("chaincode response 500, key cannot not be an empty string", "put", "", "1");
        assertNotEndorsed("chaincode response 500, key cannot not be an empty string", "putPrivate", Engine.SHARED, "");
    }

    @Test
    default void anEventWithoutANameIsRefused() {
        assertNotEndorsed("chaincode response 500, event name can not be nil string", "event", " ");
    }

    @Test
    default void aTransactionThatIsTooLargeIsNotTaken() throws Exception {
        Member member = session().anybody();
        Transaction large = member.endorse("putBig", "failure-big", "x".repeat(6_000_000));

        assertThatThrownBy(large::submitAsync).isInstanceOf(SubmitException.class);
        session().submit("put", "failure-small", "1");
        assertThat(member.evaluate("get", "failure-big")).isEmpty();
    }

    @Test
    default void aLargeValueThatFitsIsTaken() throws Exception {
        String value = "y".repeat(1_000_000);
        session().submit("putBig", "failure-fits", value);

        assertThat(session().anybody().evaluate("get", "failure-fits")).isEqualTo(value);
    }

    @Test
    default void aContractCallsAnotherInTheSameTransaction() throws Exception {
        Member member = session().anybody();
        session().submit("call", Engine.OTHER_CONTRACT, "put", "called", "1");

        assertThat(member.network().getContract(Engine.OTHER_CONTRACT).evaluateTransaction("get", "called"))
                .asString()
                .isEqualTo("1");
        assertThat(member.evaluate("get", "called")).isEmpty();
        assertThat(member.evaluate("call", Engine.OTHER_CONTRACT, "get", "called"))
                .isEqualTo("1");
    }

    @Test
    default void theRefusalOfAContractThatIsCalledIsTheCallersToPassOn() {
        assertNotEndorsed("chaincode response 500, not I", "call", Engine.OTHER_CONTRACT, "status", "500", "not I");
    }

    @Test
    default void aContractThatIsCalledAndThrowsIsAFailedAnswer() {
        Member member = session().anybody();

        assertThatThrownBy(() -> member.endorse("call", Engine.OTHER_CONTRACT, "throw", "broken"))
                .isInstanceOfSatisfying(
                        EndorseException.class,
                        e -> assertThat(e.getDetails().get(0).getMessage())
                                .startsWith("chaincode response 500, java.lang.IllegalStateException: broken"));
    }

    @Test
    default void aContractCallsNeitherOneThatIsNotThereNorItself() {
        Member member = session().anybody();

        for (String callee : List.of("nothing", Engine.CONTRACT)) {
            assertThatThrownBy(() -> member.endorse("call", callee, "get", "a"))
                    .isInstanceOfSatisfying(
                            EndorseException.class,
                            e -> assertThat(e.getDetails().get(0).getMessage())
                                    .startsWith("chaincode response 500, [")
                                    .contains("]Unsuccessful response received."));
        }
    }

    @Test
    default void aContractThatIsNotThereIsNotRun() {
        Member member = session().anybody();
        var nothing = member.network().getContract("nothing");

        for (var call : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                () -> nothing.evaluateTransaction("get", "a"), () -> nothing.submitTransaction("put", "a", "1"))) {
            assertThatThrownBy(call).isInstanceOfSatisfying(GatewayException.class, e -> {
                assertThat(e.getStatus().getCode()).isEqualTo(Code.FAILED_PRECONDITION);
                assertThat(e.getStatus().getDescription()).contains("nothing");
            });
        }
    }

    @Test
    default void aQueryThatNeedsAnotherDatabaseFails() {
        Member member = session().anybody();

        assertThatThrownBy(() -> member.evaluate("richQuery", "{}")).isInstanceOf(GatewayException.class);
    }
}

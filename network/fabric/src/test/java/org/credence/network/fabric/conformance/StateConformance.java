package org.credence.network.fabric.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hyperledger.fabric.client.Status;
import org.junit.jupiter.api.Test;

/** Keys and values one by one, and what they were. */
interface StateConformance extends OnEngine {
    @Test
    default void aValueIsReadAsItWasWritten() throws Exception {
        session().submit("put", "state-a", "W\u00e4rme \ud83d\ude00");

        assertThat(session().anybody().evaluate("get", "state-a")).isEqualTo("W\u00e4rme \ud83d\ude00");
        assertThat(session().anybody().evaluate("get", "state-never")).isEmpty();
    }

    @Test
    default void aTransactionDoesNotSeeItsOwnWrites() throws Exception {
        session().submit("put", "state-own", "before");
        Member member = session().anybody();

        assertThat(Member.text(
                        member.endorse("putThenGet", "state-own", "after").getResult()))
                .isEqualTo("before");
    }

    @Test
    default void ofTwoWritesOfAKeyTheLastCounts() throws Exception {
        session().submit("putTwice", "state-twice", "1", "2");

        assertThat(session().anybody().evaluate("get", "state-twice")).isEqualTo("2");
    }

    @Test
    default void aDeletedKeyHasNoValue() throws Exception {
        session().submit("put", "state-gone", "1");
        session().submit("delete", "state-gone");

        assertThat(session().anybody().evaluate("get", "state-gone")).isEmpty();
        assertThat(session().anybody().evaluate("range", "state-gone", "state-gone~"))
                .isEmpty();
    }

    @Test
    default void aKeyThatNeverWasMayBeDeleted() throws Exception {
        session().submit("delete", "state-nothing");

        assertThat(session().anybody().evaluate("get", "state-nothing")).isEmpty();
    }

    @Test
    default void anEmptyValueIsADeletion() throws Exception {
        session().submit("put", "state-empty", "1");
        session().submit("put", "state-empty", "");

        assertThat(session().anybody().evaluate("range", "state-empty", "state-empty~"))
                .isEmpty();
        assertThat(session().anybody().evaluate("history", "state-empty"))
                .startsWith("")
                .contains(" deleted at ");
    }

    @Test
    default void aKeysHistoryIsNewestFirstAndKnowsDeletions() throws Exception {
        Status first = session().submit("put", "state-history", "1");
        Status second = session().submit("delete", "state-history");
        Status third = session().submit("put", "state-history", "2");

        List<String> lines =
                session().anybody().evaluate("history", "state-history").lines().toList();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith(third.getTransactionId() + " set to 2 at ");
        assertThat(lines.get(1)).startsWith(second.getTransactionId() + " deleted at ");
        assertThat(lines.get(2)).startsWith(first.getTransactionId() + " set to 1 at ");
    }

    @Test
    default void aKeyWithoutHistoryHasAnEmptyOne() throws Exception {
        assertThat(session().anybody().evaluate("history", "state-unwritten")).isEmpty();
    }

    @Test
    default void otherContractsHaveKeysOfTheirOwn() throws Exception {
        session().submit("put", "state-mine", "1");

        assertThat(session()
                        .anybody()
                        .network()
                        .getContract(Engine.OTHER_CONTRACT)
                        .evaluateTransaction("get", "state-mine"))
                .isEmpty();
    }
}

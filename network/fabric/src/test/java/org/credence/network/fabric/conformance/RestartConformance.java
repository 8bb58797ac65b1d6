package org.credence.network.fabric.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.hyperledger.fabric.client.Status;
import org.junit.jupiter.api.Test;

/** Everything ends and comes back. */
interface RestartConformance extends OnEngine {
    @Test
    default void everythingIsThereAfterARestart() throws Exception {
        Status first = session().submit("put", "restart-a", "1");
        Status second = session().submit("put", "restart-a", "2");
        session().submitPrivate(session().anybody(), "secret", "putPrivate", Engine.SHARED, "restart-p");

        session().restart();

        Member member = session().anybody();
        assertThat(member.evaluate("get", "restart-a")).isEqualTo("2");
        assertThat(member.evaluate("history", "restart-a").lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(second.getTransactionId()),
                        line -> assertThat(line).startsWith(first.getTransactionId()));
        assertThat(member.status(first.getTransactionId()).getBlockNumber()).isEqualTo(first.getBlockNumber());
        assertThat(member.evaluate("getPrivate", Engine.SHARED, "restart-p")).isEqualTo("secret");
        Status third = session().submit("put", "restart-a", "3");
        assertThat(third.getBlockNumber()).isGreaterThan(second.getBlockNumber());
        session().submitPrivate(member, "another", "putPrivate", Engine.SHARED, "restart-p");
        assertThat(session().member(1).evaluate("getPrivate", Engine.SHARED, "restart-p"))
                .isEqualTo("another");
    }
}

package org.credence.node.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Duration LEAST = Duration.ofMillis(750);

    private final Patience patience = new Patience(LEAST);

    @Test
    void beforeAnyCallItIsTheLeast() {
        assertThat(patience.pause()).isEqualTo(LEAST);
    }

    @Test
    void onAFastLedgerItIsTheLeast() {
        patience.took(Duration.ofMillis(20));
        assertThat(patience.pause()).isEqualTo(LEAST);
    }

    @Test
    void onASlowLedgerItIsSeveralTimesItsSlowestCall() {
        patience.took(Duration.ofMillis(900));
        patience.took(Duration.ofMillis(300));
        assertThat(patience.pause()).isEqualTo(Duration.ofMillis(3600));
    }

    @Test
    void aCallThatTookVeryLongDoesNotKeepAnybodyWaitingForMoreThanTenSeconds() {
        patience.took(Duration.ofSeconds(45));
        assertThat(patience.pause()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aLedgerThatIsFastAgainIsTakenForFastAfterAFewCalls() {
        patience.took(Duration.ofSeconds(5));
        for (int call = 0; call < 8; call++) {
            patience.took(Duration.ofMillis(50));
        }
        assertThat(patience.pause()).isEqualTo(LEAST);
    }

    @Test
    void aLeastBeyondTenSecondsIsKept() {
        var slow = new Patience(Duration.ofSeconds(60));
        slow.took(Duration.ofSeconds(30));
        assertThat(slow.pause()).isEqualTo(Duration.ofSeconds(60));
    }
}

package org.credence.node.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Digest SPEC = Digest.sha256(new byte[] {1});
    private static final List<MemberId> MEMBERS =
            List.of(new MemberId("Alder"), new MemberId("Birch"), new MemberId("Cedar"), new MemberId("Dogwood"));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource clock = now::get;

    @Test
    void oneActsAtOnceAndEachOtherOnePauseLater() {
        assertThat(MEMBERS.stream().map(member -> turns(member).untilMine("seal/0", MEMBERS, SPEC)))
                .containsExactlyInAnyOrder(Duration.ZERO, PAUSE, PAUSE.multipliedBy(2), PAUSE.multipliedBy(3));
    }

    @Test
    void whoWaitsActsWhenItsTimeHasComeAndNothingHappened() {
        for (MemberId member : MEMBERS) {
            now.set(Instant.EPOCH);
            Turns turns = turns(member);
            Duration wait = turns.untilMine("seal/0", MEMBERS, SPEC);
            now.set(Instant.EPOCH.plus(wait));
            assertThat(turns.untilMine("seal/0", MEMBERS, SPEC)).isZero();
        }
    }

    @Test
    void whoeverSeesASlowLedgerWaitsLonger() {
        for (MemberId member : MEMBERS) {
            var patience = new Patience(PAUSE);
            var turns = new Turns(member, patience, clock);
            Duration before = turns.untilMine("seal/0", MEMBERS, SPEC);
            patience.took(PAUSE);
            assertThat(turns.untilMine("seal/0", MEMBERS, SPEC)).isEqualTo(before.multipliedBy(4));
        }
    }

    @Test
    void afterATryTheTurnsComeRoundAgain() {
        for (MemberId member : MEMBERS) {
            Turns turns = turns(member);
            Duration first = turns.untilMine("seal/0", MEMBERS, SPEC);
            turns.retry("seal/0");
            assertThat(turns.untilMine("seal/0", MEMBERS, SPEC)).isEqualTo(first.plus(PAUSE));
        }
    }

    private Turns turns(MemberId self) {
        return new Turns(self, new Patience(PAUSE), clock);
    }
}

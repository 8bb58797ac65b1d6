package org.credence.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AbsenceTest {
    private final Absence absence = new Absence(Members.LIMITS);
    private Instant now = Members.START;

    @Test
    void itDoublesFromTheFirstToTheLongest() {
        List<Long> seconds = new ArrayList<>();
        for (int failure = 0; failure < 6; failure++) {
            absence.grow(now, Duration.ZERO);
            Instant failed = now;
            while (absence.lasts(now)) {
                now = now.plusSeconds(1);
            }
            seconds.add(Duration.between(failed, now).toSeconds());
        }

        assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 8L, 8L);
    }

    @Test
    void itLastsAtLeastAsLongAsTheFailureTook() {
        absence.grow(now, Duration.ofSeconds(5));

        assertThat(absence.lasts(now.plusMillis(4_999))).isTrue();
        assertThat(absence.lasts(now.plusSeconds(5))).isFalse();
    }

    @Test
    void anAnswerEndsItAndTheNextIsShortAgain() {
        absence.grow(now, Duration.ZERO);
        absence.grow(now, Duration.ZERO);
        absence.end();
        assertThat(absence.lasts(now)).isFalse();

        absence.grow(now, Duration.ZERO);
        assertThat(absence.lasts(now.plusSeconds(1))).isFalse();
    }

    @Test
    void aPauseIsAsLongAsAskedButNotForEver() {
        absence.pause(now, Duration.ofSeconds(3));
        assertThat(absence.lasts(now.plusMillis(2_999))).isTrue();
        assertThat(absence.lasts(now.plusSeconds(3))).isFalse();

        absence.pause(now, Duration.ofDays(365));
        assertThat(absence.lasts(now.plusSeconds(8))).isFalse();
    }
}

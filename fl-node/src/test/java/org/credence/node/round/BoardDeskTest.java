package org.credence.node.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.credence.protocol.Ballot;
import org.credence.protocol.Command;
import org.credence.protocol.Deadlines;
import org.credence.protocol.Digest;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Role;
import org.credence.protocol.Settlement;
import org.credence.protocol.StateView;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoardDeskTest {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final StudyId STUDY = new StudyId("study");
    private static final Digest SPEC = Digest.sha256(new byte[] {1});
    private static final int THRESHOLD = 3;
    private static final List<MemberId> SEATS = List.of(
            new MemberId("Alder"),
            new MemberId("Birch"),
            new MemberId("Cedar"),
            new MemberId("Dogwood"),
            new MemberId("Elm"));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource clock = now::get;
    private final RulesLedger ledger = new RulesLedger(clock);
    private final Map<MemberId, BoardDesk> desks = new LinkedHashMap<>();

    @BeforeEach
    void propose() {
        MemberId founder = SEATS.get(0);
        ledger.as(founder, Role.BOARD, null).submit(new Command.InitCharter(SEATS, THRESHOLD, List.of()));
        ledger.as(founder, Role.MEMBER, null)
                .submit(new Command.ProposeStudy(
                        STUDY,
                        SPEC,
                        SPEC,
                        1,
                        List.of(1L),
                        1,
                        1,
                        0,
                        0,
                        Settlement.LEDGER,
                        new Deadlines(60, 60, 60, 60, 60)));
        for (MemberId seat : SEATS) {
            var patience = new Patience(PAUSE);
            desks.put(
                    seat,
                    new BoardDesk(
                            seat,
                            STUDY,
                            SPEC,
                            false,
                            new Turns(seat, patience, clock),
                            new Calls(
                                    ledger.as(seat, Role.BOARD, null),
                                    new PartClock(System::nanoTime),
                                    clock,
                                    patience)));
        }
    }

    @Test
    void seatsThatSeeTheSameStateVoteOneAfterTheOther() {
        for (int votes = 0; votes < THRESHOLD; votes++) {
            assertThat(voters()).hasSize(votes);
            assertThat(stepAll()).isEqualTo(1);
        }
        assertThat(status()).isEqualTo(Study.Status.OPEN);
        assertThat(stepAll()).isZero();
        assertThat(voters()).hasSize(THRESHOLD);
    }

    @Test
    void whereSeatsAreEmptyTheOthersStepInAndDecide() {
        desks.keySet().removeAll(SEATS.subList(0, SEATS.size() - THRESHOLD));
        for (int pauses = 0; status() != Study.Status.OPEN; pauses++) {
            assertThat(pauses).isLessThan(SEATS.size() * THRESHOLD);
            stepAll();
            now.updateAndGet(instant -> instant.plus(PAUSE));
        }
        assertThat(voters()).containsExactlyElementsOf(desks.keySet());
    }

    /** Lets every seat do what the state asks of it, before any of them sees what the others did; how many acted. */
    private long stepAll() {
        StateView state = ledger.state();
        return desks.values().stream().filter(desk -> desk.step(state).acted()).count();
    }

    private List<MemberId> voters() {
        StateView state = ledger.state();
        return SEATS.stream()
                .filter(seat -> state.get(Keys.vote(Ballot.approval(STUDY), seat)) != null)
                .toList();
    }

    private Study.Status status() {
        Study study = ledger.state().get(Keys.study(STUDY));
        assertThat(study).isNotNull();
        return study.status();
    }
}

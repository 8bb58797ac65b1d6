package org.credence.node.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.credence.protocol.FlagKind;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.StudyId;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.rules.LedgerState;
import org.junit.jupiter.api.Test;

class FlagsTest {
    private static final StudyId STUDY = new StudyId("s");

    @Test
    void eachMemberHasOneNoteForEachKindWithItsRoundsOrWindows() {
        var state = new LedgerState();
        for (int window : List.of(10, 2, 0, 1)) {
            flag(state, "B", FlagKind.HARM, window);
        }
        flag(state, "B", FlagKind.EQUIVOCATION, 7);
        flag(state, "A", FlagKind.BASE_MISMATCH, 3);
        var log = new AuditLog(AuditListener.NONE);

        Flags.note(new StudyRecord(STUDY, state), log);

        assertThat(log.notes())
                .containsExactly(
                        new Note("study s, A", "BASE_MISMATCH is on record, round 3"),
                        new Note("study s, B", "EQUIVOCATION is on record, round 7"),
                        new Note("study s, B", "HARM is on record, window 0-2, 10"));
    }

    @Test
    void numbersInARowAreOneRange() {
        assertThat(Flags.ranges(new TreeSet<>(List.of()))).isEmpty();
        assertThat(Flags.ranges(new TreeSet<>(List.of(4)))).isEqualTo("4");
        assertThat(Flags.ranges(new TreeSet<>(List.of(0, 1, 3, 5, 6, 7)))).isEqualTo("0-1, 3, 5-7");
    }

    private static void flag(LedgerState state, String member, FlagKind kind, int index) {
        state.apply(Keys.flag(STUDY, new MemberId(member), kind, index).ledgerKey(), CanonicalJson.encode(true));
    }
}

package org.credence.protocol.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.MemberId;
import org.credence.protocol.Outcome;
import org.credence.protocol.Role;
import org.credence.protocol.StudyId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Words of transactions are endorsed, so they must not depend on where a peer runs. */
class LocaleTest {
    private static final StudyId STUDY = new StudyId("S");
    private static final List<MemberId> MEMBERS = RulesLedger.members(4);

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @Test
    void numbersAreWrittenAlikeEverywhere() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        assertThat("%d".formatted(10)).as("this locale has digits of its own").isNotEqualTo("10");
        var ledger = RulesLedger.of(4);
        ledger.start(STUDY, MEMBERS, 1, 1);
        Command commit = RulesLedger.commit(STUDY, 0, MEMBERS.get(0));
        ledger.done("A", Role.MEMBER, commit);

        Outcome again = ledger.send("A", Role.MEMBER, commit);
        Outcome late = ledger.send("B", Role.MEMBER, RulesLedger.commit(STUDY, 10, MEMBERS.get(1)));

        assertThat(again.code()).isEqualTo(Code.OK_NOOP);
        assertThat(again.words()).isEqualTo("this update of A for round 0 is on record");
        assertThat(late.words()).isEqualTo("round 0 of study S is open, was 10; commit to the open round");
    }
}

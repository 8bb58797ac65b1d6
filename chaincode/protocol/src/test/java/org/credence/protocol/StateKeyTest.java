package org.credence.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateKeyTest {
    private static final StudyId STUDY = new StudyId("S");
    private static final MemberId MEMBER = new MemberId("Org1MSP");

    @Test
    void isFabricsCompositeKey() {
        assertThat(Keys.commit(STUDY, 12, MEMBER).ledgerKey())
                .isEqualTo("\u0000commit\u0000S\u000012\u0000Org1MSP\u0000");
        assertThat(Keys.charter().ledgerKey()).isEqualTo("\u0000charter\u0000");
    }

    @Test
    void comesBackFromItsText() {
        for (StateKind<?> kind : StateKind.all()) {
            var attributes = new ArrayList<String>();
            for (int i = 0; i < kind.attributes(); i++) {
                attributes.add("a" + i);
            }
            var key = new StateKey<>(kind, attributes);
            assertThat(StateKey.ofLedgerKey(key.ledgerKey())).isEqualTo(key);
        }
    }

    @Test
    void refusesKeysThatAreNoneOfOurs() {
        for (String ledgerKey :
                List.of("", "\u0000", "commit", "\u0000commit\u0000S\u0000", "\u0000other\u0000", "\u0000commit")) {
            assertThatThrownBy(() -> StateKey.ofLedgerKey(ledgerKey)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new StateKey<>(StateKind.MEMBER, List.of("é")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StateQuery("member", List.of("a\u0000b")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isOrderedAttributeByAttribute() {
        assertThat(List.of(Keys.enrolment(new StudyId("S-1"), MEMBER), Keys.enrolment(STUDY, MEMBER)).stream()
                        .sorted()
                        .map(key -> key.attribute(0)))
                .containsExactly("S", "S-1");
    }
}

package org.credence.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {
    @Test
    void eachCommandIsAFunction() {
        assertThat(Command.Functions.names()).hasSize(29).contains("initCharter", "commitUpdate", "recordAnchor");
        assertThat(Command.typeOf("sealRound")).isEqualTo(Command.SealRound.class);
        assertThat(new Command.SealRound(new StudyId("S"), 0).function()).isEqualTo("sealRound");
        assertThat(Command.typeOf("SealRound")).isNull();
    }

    @Test
    void receiptsAreASet() {
        var a = new MemberId("A");
        var b = new MemberId("B");
        Digest digest = Digest.sha256(new byte[0]);

        assertThat(new Command.CommitUpdate(new StudyId("S"), 0, digest, digest, 1, 0, List.of(b, a, b)).receipts())
                .containsExactly(a, b);
    }

    @Test
    void aRoleHasOneSpelling() {
        assertThat(Role.ofAttribute("board")).isEqualTo(Role.BOARD);
        assertThat(Role.ofAttribute("Board")).isEqualTo(Role.NONE);
        assertThat(Role.ofAttribute("none")).isEqualTo(Role.NONE);
        assertThat(Role.ofAttribute(null)).isEqualTo(Role.NONE);
    }
}

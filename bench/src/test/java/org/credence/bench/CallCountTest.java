package org.credence.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallCountTest {
    @Test
    void callsAreCountedByKindAndEffect() {
        var count = new CallCount();
        count.add(CallKind.COMMIT, true);
        count.add(CallKind.COMMIT, true);
        count.add(CallKind.SEAL, true);
        count.add(CallKind.SEAL, false);
        assertThat(count.effective(CallKind.COMMIT)).isEqualTo(2);
        assertThat(count.needless(CallKind.COMMIT)).isZero();
        assertThat(count.needless(CallKind.SEAL)).isEqualTo(1);
        assertThat(count.needless()).isEqualTo(1);
        assertThat(count.all()).isEqualTo(4);
    }
}

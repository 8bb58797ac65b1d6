package org.credence.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessUseTest {
    @Test
    void timeIsCountedFromTheEarlierLookAndMemoryIsTodays() {
        var before = new ProcessUse(Duration.ofMillis(30), new ProcessMemory(5, 9));
        var now = new ProcessUse(Duration.ofMillis(100), new ProcessMemory(4, 9));
        assertThat(now.since(before)).isEqualTo(new ProcessUse(Duration.ofMillis(70), new ProcessMemory(4, 9)));
    }
}

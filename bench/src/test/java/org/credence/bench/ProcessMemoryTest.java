package org.credence.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {
    private static final List<String> STATUS = List.of(
            "Name:\torderer",
            "VmPeak:\t 1955616 kB",
            "VmSize:\t 1955616 kB",
            "VmHWM:\t   61144 kB",
            "VmRSS:\t   59360 kB",
            "Threads:\t9");

    @Test
    void residentMemoryAndItsPeakAreReadInBytes() {
        assertThat(ProcessMemory.parse(STATUS)).contains(new ProcessMemory(59360L * 1024, 61144L * 1024));
    }

    @Test
    void aProcessThatHasEndedHasNoMemory() {
        assertThat(ProcessMemory.parse(List.of("Name:\torderer", "State:\tZ (zombie)")))
                .isEmpty();
        assertThat(ProcessMemory.of(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void memoryOfProcessesIsAddedUp() {
        assertThat(new ProcessMemory(1, 2).plus(new ProcessMemory(10, 20))).isEqualTo(new ProcessMemory(11, 22));
    }
}

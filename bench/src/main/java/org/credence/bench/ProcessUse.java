package org.credence.bench;

import java.time.Duration;
import java.util.List;

/**
 * What processes used so far.
 *
 * @param cpu of all their threads, to the hundredth of a second on Linux
 */
record ProcessUse(Duration cpu, ProcessMemory memory) {
    private static final ProcessUse NOTHING = new ProcessUse(Duration.ZERO, ProcessMemory.NONE);

    /**
     * Of these processes together.
     *
     * @throws IllegalStateException if one has ended, whose use is not known any more, or the system does not tell
     */
    static ProcessUse of(List<ProcessHandle> processes) {
        return processes.stream().map(ProcessUse::of).reduce(NOTHING, ProcessUse::plus);
    }

    private static ProcessUse of(ProcessHandle process) {
        Duration cpu = process.info()
                .totalCpuDuration()
                .filter(any -> process.isAlive())
                .orElseThrow(() -> unknown(process));
        ProcessMemory memory = ProcessMemory.of(process.pid()).orElseThrow(() -> unknown(process));
        return new ProcessUse(cpu, memory);
    }

    private static IllegalStateException unknown(ProcessHandle process) {
        return new IllegalStateException("what process " + process.pid()
                + " used is not known: it ended during the benchmark, or this system has no /proc; see its log");
    }

    private ProcessUse plus(ProcessUse other) {
        return new ProcessUse(cpu.plus(other.cpu), memory.plus(other.memory));
    }

    /** Time used since an earlier look; the memory is today's. */
    ProcessUse since(ProcessUse before) {
        return new ProcessUse(cpu.minus(before.cpu), memory);
    }
}

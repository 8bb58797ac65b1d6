package org.credence.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Physical memory of a process, code and native buffers included, as Linux tells it.
 *
 * @param resident now, in bytes
 * @param peak the most it ever was, in bytes
 */
record ProcessMemory(long resident, long peak) {
    static final ProcessMemory NONE = new ProcessMemory(0, 0);

    private static final Path PROCESSES = Path.of("/proc");
    private static final String RESIDENT = "VmRSS:";
    private static final String PEAK = "VmHWM:";

    /** Of a process; empty where the system does not tell, or the process has ended. */
    static Optional<ProcessMemory> of(long pid) {
        try {
            return parse(
                    Files.readAllLines(PROCESSES.resolve(Long.toString(pid)).resolve("status")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** From lines as {@code VmHWM:   512345 kB}; empty if either is missing, as with a process that has ended. */
    static Optional<ProcessMemory> parse(List<String> status) {
        Optional<Long> resident = bytes(status, RESIDENT);
        Optional<Long> peak = bytes(status, PEAK);
        return resident.isEmpty() || peak.isEmpty()
                ? Optional.empty()
                : Optional.of(new ProcessMemory(resident.get(), peak.get()));
    }

    private static Optional<Long> bytes(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst();
    }

    /** Of both processes together; their peaks may have been at different times. */
    ProcessMemory plus(ProcessMemory other) {
        return new ProcessMemory(resident + other.resident, peak + other.peak);
    }
}

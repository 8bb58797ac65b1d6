package org.credence.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The most memory that this process used so far.
 *
 * @param heapBytes the sum of the heap's pools, each at its own peak: an upper bound, for they peak at different times
 * @param residentBytes of physical memory, code and native buffers included; empty where the system does not tell
 */
record MemoryPeaks(long heapBytes, OptionalLong residentBytes) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String HIGH_WATER_MARK = "VmHWM:";

    static MemoryPeaks now() throws IOException {
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        return new MemoryPeaks(heap, resident());
    }

    /** From a line as {@code VmHWM:   512345 kB}. */
    private static OptionalLong resident() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return OptionalLong.empty();
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(HIGH_WATER_MARK))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst();
    }
}

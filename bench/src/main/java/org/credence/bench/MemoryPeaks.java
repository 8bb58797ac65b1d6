package org.credence.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.Optional;

/**
 * The most memory that this process used so far.
 *
 * @param heapBytes the sum of the heap's pools, each at its own peak: an upper bound, for they peak at different times
 * @param residentBytes of physical memory, code and native buffers included; empty where the system does not tell
 */
record MemoryPeaks(long heapBytes, Optional<Long> residentBytes) {
    static MemoryPeaks now() {
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        return new MemoryPeaks(
                heap, ProcessMemory.of(ProcessHandle.current().pid()).map(ProcessMemory::peak));
    }
}

package org.credence.bench;

/** What a benchmark ran on. */
final class Machine {
    private static final double MEBIBYTE = 1 << 20;

    private Machine() {}

    /** In words, for a table. */
    static String words() {
        Runtime runtime = Runtime.getRuntime();
        return FigureTable.format(
                "%d processors, Java %s, heap of %.0f MiB",
                runtime.availableProcessors(), Runtime.version(), runtime.maxMemory() / MEBIBYTE);
    }
}

/**
 * How fast it is, and what it costs: a whole study ({@link org.credence.bench.StudyBenchmark}), and the parts of one
 * ({@link org.credence.bench.PartsBenchmark}). Started by {@code bench/run}; nothing depends on it. {@code bench/README.md} says
 * what the figures mean.
 */
@NullMarked
package org.credence.bench;

import org.jspecify.annotations.NullMarked;

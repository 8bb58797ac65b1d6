package org.credence.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Samples of a duration, asked for what a share of them does not pass. */
final class Percentiles {
    private final List<Duration> sorted;

    Percentiles(Collection<Duration> samples) {
        this.sorted = samples.stream().sorted().toList();
    }

    /** How many samples there are. */
    int count() {
        return sorted.size();
    }

    /**
     * The smallest sample that this share of all samples does not pass (nearest rank).
     *
     * @param percent above 0, at most 100
     * @return zero if there is no sample
     */
    Duration at(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("a percentile is above 0 and at most 100, was " + percent);
        }
        if (sorted.isEmpty()) {
            return Duration.ZERO;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(rank - 1);
    }
}

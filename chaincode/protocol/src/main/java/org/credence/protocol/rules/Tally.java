package org.credence.protocol.rules;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.credence.protocol.Digest;
import org.jspecify.annotations.Nullable;

/** A count of what members hold to be one value, each member once. */
final class Tally {
    private final SortedMap<Digest, Integer> counts = new TreeMap<>();
    private int awaited;

    void add(Digest choice) {
        counts.merge(choice, 1, Integer::sum);
    }

    /** One more member may still vote. */
    void expectOne() {
        awaited++;
    }

    /** The choice with the most votes, of equal ones the smallest digest; null without any vote. */
    @Nullable
    Digest best() {
        Digest best = null;
        for (Map.Entry<Digest, Integer> choice : counts.entrySet()) {
            if (best == null || choice.getValue() > votersFor(best)) {
                best = choice.getKey();
            }
        }
        return best;
    }

    /** The votes for the best choice. */
    int count() {
        Digest best = best();
        return best == null ? 0 : votersFor(best);
    }

    int votersFor(Digest choice) {
        return counts.getOrDefault(choice, 0);
    }

    /** How many members may still vote. */
    int awaited() {
        return awaited;
    }
}

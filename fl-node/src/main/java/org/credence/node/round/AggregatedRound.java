package org.credence.node.round;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.credence.node.aggregation.Contribution;
import org.credence.node.model.ModelState;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;

/**
 * A sealed round, computed.
 *
 * @param base the model that the included updates started from
 * @param baseHash its hash
 * @param valid the included updates that enter the mean, in the order of the members
 * @param updates the hashes of all included updates
 * @param invalid included members whose bytes are no valid update, and why; they count nothing
 * @param next the model after the round
 * @param nextHash its hash
 */
public record AggregatedRound(
        ModelState base,
        Digest baseHash,
        List<Contribution> valid,
        SortedMap<MemberId, Digest> updates,
        SortedMap<MemberId, String> invalid,
        ModelState next,
        Digest nextHash) {
    public AggregatedRound {
        valid = List.copyOf(valid);
        updates = Collections.unmodifiableSortedMap(new TreeMap<>(updates));
        invalid = Collections.unmodifiableSortedMap(new TreeMap<>(invalid));
    }

    /** The round's number. */
    public int round() {
        return base.round();
    }
}

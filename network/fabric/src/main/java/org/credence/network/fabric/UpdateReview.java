package org.credence.network.fabric;

import java.util.ArrayList;
import java.util.List;
import org.credence.network.fabric.config.SignatureCount;

/**
 * What an update would do to the channel, and what it still needs.
 *
 * @param summary what changes, line by line, taken from the update's bytes
 * @param undecided what the board has not decided on the ledger; empty if it has, or is not asked
 * @param signatures whose are there, and how far they go
 */
public record UpdateReview(List<String> summary, List<String> undecided, SignatureCount signatures) {
    public UpdateReview {
        summary = List.copyOf(summary);
        undecided = List.copyOf(undecided);
    }

    /** Whether nothing stands in its way. */
    public boolean isReady() {
        return obstacles().isEmpty();
    }

    /** What stands in its way, in words. */
    public List<String> obstacles() {
        List<String> obstacles = new ArrayList<>(undecided);
        signatures.missing().forEach(policy -> obstacles.add("signatures are missing: " + policy));
        return obstacles;
    }
}

package org.credence.node.aggregation;

import org.credence.node.model.ParameterVector;
import org.credence.protocol.MemberId;

/**
 * A valid update as it enters the mean.
 *
 * @param weight rows of the member's manifest, or 1 for the plain mean; at least 1
 */
public record Contribution(MemberId member, long weight, ParameterVector delta) {
    public Contribution {
        if (weight < 1) {
            throw new IllegalArgumentException("the weight of %s must be at least 1, was %d".formatted(member, weight));
        }
    }
}

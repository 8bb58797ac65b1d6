/**
 * What a round's updates were worth. A round is a cooperative game: the players are the members whose updates were included
 * (numbered from 0 in the order that the caller fixes), the value of a coalition is how much the model that it alone would have
 * made improves the validation loss. Members are scored by their Shapley value, exact or estimated; absent members have no score.
 *
 * <p>Units: utilities and scores are integers, in nano-units of the loss (see {@link org.credence.incentive.valuation.ValidationLoss}),
 * so that a gain of a billionth counts and everything after the utility is exact. A coalition is a {@code long} bitmask: bit i for
 * member i.
 *
 * <p>Everything here gives the same bits on every Java from 17 on (strict IEEE 754 arithmetic in a fixed order, {@code StrictMath},
 * no fused operations), because evaluators agree on a round by the hash of its scores. What the scores pay is not decided here.
 */
@NullMarked
package org.credence.incentive.valuation;

import org.jspecify.annotations.NullMarked;

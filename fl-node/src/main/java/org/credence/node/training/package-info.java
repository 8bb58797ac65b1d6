/**
 * A member's training in one round: from the study's parameters and the member's rows to a difference of parameters, on Tribuo's
 * parameters, objectives and optimizers, by our own loop over batches. The same inputs give the same bits on every machine and
 * Java: sums run from left to right, and what is not exact by IEEE 754 comes from {@code StrictMath}. Protecting, encoding and
 * sending the difference is elsewhere.
 *
 * <p><b>Order of steps.</b> A member's rows make an endless stream of batches, pass after pass; the last batch of a pass may be
 * smaller. A round takes the next batches of that stream, so that two rounds of one pass see what one round of two passes sees.
 *
 * <p><b>Bytes of an optimizer's memory</b> ({@link org.credence.node.training.OptimizerMemory}), big-endian: {@code "CRO"}, version
 * 1 (one byte), steps taken (int64), number of slots (one byte), values in a slot (int32), then slot by slot the values' IEEE 754
 * bits (int64).
 */
@NullMarked
package org.credence.node.training;

import org.jspecify.annotations.NullMarked;

/**
 * Orders transactions into blocks and commits them: one thread takes all that is waiting, validates it, signs the block,
 * writes it, and wakes those who wait. No transaction waits for a timer.
 */
@NullMarked
package org.credence.network.ledger.order;

import org.jspecify.annotations.NullMarked;

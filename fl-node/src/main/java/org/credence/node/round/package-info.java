/**
 * A member's node in a study: it follows the ledger, and does what the ledger's state asks of this member. No coordinator: whose
 * turn it is follows from the record, and others step in when nobody moves. Members meet only through
 * {@link org.credence.ledger.Ledger} and {@link org.credence.node.update.UpdateExchange}.
 */
@NullMarked
package org.credence.node.round;

import org.jspecify.annotations.NullMarked;

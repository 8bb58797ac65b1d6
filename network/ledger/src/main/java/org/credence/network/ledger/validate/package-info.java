/**
 * Which transactions of a block are valid, from the configuration, the committed state and the block alone: identities,
 * signatures, duplicate ids, endorsement policy, reads that are no longer true. The ledger asks when it commits; an audit asks
 * again with nothing but the blocks, and must get the same codes.
 */
@NullMarked
package org.credence.network.ledger.validate;

import org.jspecify.annotations.NullMarked;

/**
 * From the updates of a sealed round to the next model, in exact integers: every member, and the audit, computes the same bits
 * from the same bytes in any order. Which updates a round includes is the ledger's decision; fetching them is the exchange's.
 */
@NullMarked
package org.credence.node.aggregation;

import org.jspecify.annotations.NullMarked;

/**
 * What the ledger keeps: the blocks, which are the record, and the state, which is derived from them.
 *
 * <p>{@code blocks} is one file of records, appended and flushed to the disk one by one: the length of the block in bytes as
 * a protobuf varint of the fewest bytes, then the block as a serialized {@code common.Block}. Nothing else is in the file, so
 * its bytes are accounted for to the last.
 *
 * <p>{@code state.mv} is an H2 MVStore with the contracts' values, their history, and where each transaction is. It may lag
 * behind the blocks after a kill, or be missing or broken: it is brought up to date or made again from the blocks.
 *
 * <p>{@code lock} is locked while a process has the folder open.
 */
@NullMarked
package org.credence.network.ledger.store;

import org.jspecify.annotations.NullMarked;

/**
 * What the ledger keeps: the blocks, which are the record, the state, which is derived from them, and private data in clear,
 * of which the blocks have the hashes.
 *
 * <p>{@code blocks} is one file of records, appended and flushed to the disk one by one: the length of the block in bytes as
 * a protobuf varint of the fewest bytes, then the block as a serialized {@code common.Block}. Nothing else is in the file, so
 * its bytes are accounted for to the last.
 *
 * <p>{@code state.mv} is an H2 MVStore with the contracts' values, hashes of private ones, their history, and where each transaction is. It may lag
 * behind the blocks after a kill, or be missing or broken: it is brought up to date or made again from the blocks.
 *
 * <p>{@code private} has a file for each block with private data, named by the block's number: a serialized
 * {@code peer.BlockAndPrivateData} without the block, that is for each transaction's place in the block its
 * {@code rwset.TxPvtReadWriteSet}, of which the transaction in the block names the hashes. The file is flushed to the disk
 * before its block is appended, so that no block is reported whose cleartext could be lost; one whose block is not there is
 * deleted on opening. Purged keys are taken out of the files, expired collections too: once when the block that says so was
 * appended, and again on opening, in case a kill came between. A value that should be there and is not is reported as not
 * available; one that does not have the hash in the state is damage.
 *
 * <p>{@code lock} is locked while a process has the folder open.
 */
@NullMarked
package org.credence.network.ledger.store;

import org.jspecify.annotations.NullMarked;

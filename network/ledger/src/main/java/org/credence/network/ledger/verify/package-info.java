/**
 * Checks a blocks file from its first byte to its last, with no server and nothing but the file: the bytes' one encoding, the
 * chain of hashes, the orderer's signatures, every transaction's signatures and memberships as of its block's configuration,
 * and the validation codes, which are worked out again from the blocks alone. Called by the audit. What block 0 says of the
 * organizations is where trust begins: compare it with certificates known from elsewhere.
 */
@NullMarked
package org.credence.network.ledger.verify;

import org.jspecify.annotations.NullMarked;

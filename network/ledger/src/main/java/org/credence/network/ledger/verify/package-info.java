/**
 * Checks a blocks file from its first byte to its last, with no server and nothing but the file: the bytes' one encoding, the
 * chain of hashes, the signatures of those who order, every transaction's signatures and memberships as of its block's
 * configuration, how configurations follow on one another, and the validation codes, which are worked out again from the
 * blocks alone. The file is an embedded ledger's or holds the blocks of a Fabric channel as a peer delivers them; {@link
 * org.credence.network.ledger.verify.ChannelRules} is what differs. Called by the audit. What block 0 says of the
 * organizations is where trust begins: compare it with certificates known from elsewhere.
 */
@NullMarked
package org.credence.network.ledger.verify;

import org.jspecify.annotations.NullMarked;

/**
 * The configuration of a Fabric channel that a BFT ordering service orders: the tree of groups, values and policies in a
 * config transaction, what it says of organizations, consenters and who must sign what, and how one configuration follows on
 * another. What is not understood is refused, so that nothing that looks like a rule goes unenforced. Reads, never writes;
 * called by the verifier.
 */
@NullMarked
package org.credence.network.ledger.config.fabric;

import org.jspecify.annotations.NullMarked;

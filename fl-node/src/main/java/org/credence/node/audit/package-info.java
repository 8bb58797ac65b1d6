/**
 * The audit: what a run left, derived again from the ledger's blocks, the updates and the validation set. It trusts no state, no report
 * and no member, only the first configuration of the channel, whose hash it names. {@link org.credence.node.audit.Audit} is called by
 * the command, by the demo's summary and by tests; it reads files, and writes, starts and asks nothing, but for the peers that it is given to compare with.
 *
 * <p>Each file that bears on the result is read through {@link org.credence.node.audit.Evidence} and is either the one encoding of what
 * it holds or has its hash on the ledger. What that comes to, and what no audit can see, is described in {@code docs/audit.md}.
 */
@NullMarked
package org.credence.node.audit;

import org.jspecify.annotations.NullMarked;

/**
 * The ledger as a member sees it: each call of the contract a method, facts read by key, and everything that was committed as a
 * resumable stream of blocks. Knows the ledger's words ({@code org.credence.protocol}) and no ledger in particular: the classes
 * behind {@link org.credence.ledger.Ledger} say which. What a call means is decided by the rules, not here.
 */
@NullMarked
package org.credence.ledger;

import org.jspecify.annotations.NullMarked;

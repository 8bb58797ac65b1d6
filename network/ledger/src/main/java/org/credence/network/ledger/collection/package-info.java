/**
 * Private data collections: what a contract's collections are, who is a member, and when values expire. The definitions stand
 * in the chain, as Fabric's lifecycle contract writes them, so that everybody who reads the blocks knows them. The values
 * themselves are kept by {@code store}.
 */
@NullMarked
package org.credence.network.ledger.collection;

import org.jspecify.annotations.NullMarked;

/** Tests of the ledger's {@code store} package. */
@NullMarked
package org.credence.network.ledger.store;

import org.jspecify.annotations.NullMarked;

/** Tests of the ledger's {@code collection} package. */
@NullMarked
package org.credence.network.ledger.collection;

import org.jspecify.annotations.NullMarked;

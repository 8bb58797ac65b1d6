/** Tests of the ledger's {@code endorse} package. */
@NullMarked
package org.credence.network.ledger.endorse;

import org.jspecify.annotations.NullMarked;

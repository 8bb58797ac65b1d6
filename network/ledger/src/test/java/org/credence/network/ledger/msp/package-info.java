/** Tests of the ledger's {@code msp} package. */
@NullMarked
package org.credence.network.ledger.msp;

import org.jspecify.annotations.NullMarked;

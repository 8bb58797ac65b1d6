/** Tests of the ledger's {@code verify} package. */
@NullMarked
package org.credence.network.ledger.verify;

import org.jspecify.annotations.NullMarked;

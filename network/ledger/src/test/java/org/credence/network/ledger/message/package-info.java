/** Tests of the ledger's {@code message} package. */
@NullMarked
package org.credence.network.ledger.message;

import org.jspecify.annotations.NullMarked;

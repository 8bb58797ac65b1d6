/** Tests of the ledger's {@code validate} package. */
@NullMarked
package org.credence.network.ledger.validate;

import org.jspecify.annotations.NullMarked;

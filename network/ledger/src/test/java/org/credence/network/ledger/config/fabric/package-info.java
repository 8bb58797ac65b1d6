/** Tests of the ledger's {@code config} package. */
@NullMarked
package org.credence.network.ledger.config.fabric;

import org.jspecify.annotations.NullMarked;

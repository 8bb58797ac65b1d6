/** Tests of the ledger's {@code config} package. */
@NullMarked
package org.credence.network.ledger.config;

import org.jspecify.annotations.NullMarked;

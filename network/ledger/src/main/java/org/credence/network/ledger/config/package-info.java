/**
 * The channel's configuration as a Fabric config transaction: which organizations are on it, whose peer endorses, whose
 * orderer signs blocks. Block 0 carries the first configuration; a later block that carries one replaces it from the next
 * block on.
 */
@NullMarked
package org.credence.network.ledger.config;

import org.jspecify.annotations.NullMarked;

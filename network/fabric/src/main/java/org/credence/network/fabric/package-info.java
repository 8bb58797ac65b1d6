/**
 * A Hyperledger Fabric network of the consortium, natively on its machines: who hosts what, configuration files that an operator can read,
 * starting and stopping Fabric's own programs, the contract's life cycle on the channel, changes of the channel's configuration. Called by
 * the command line and by tests; clients meet the network through {@code ledger-client} alone.
 */
@NullMarked
package org.credence.network.fabric;

import org.jspecify.annotations.NullMarked;

/**
 * Who may speak on the channel: organizations, their roots and revocation lists, the certificates they issued, and the
 * signatures those make. Follows Fabric's X.509 MSP with NodeOUs: one root above each leaf, EC P-256, exactly one role OU,
 * low-S signatures. Knows nothing of blocks, files or gRPC; called by every other package of the ledger.
 */
@NullMarked
package org.credence.network.ledger.msp;

import org.jspecify.annotations.NullMarked;

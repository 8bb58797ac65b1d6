/**
 * The ledger on Hyperledger Fabric, by the Fabric Gateway client: real Fabric and the embedded ledger alike. gRPC, protobuf and
 * Fabric's classes stay inside this package, except {@link org.credence.ledger.fabric.BlockDecoder}, which reads stored blocks for
 * the audit.
 */
@NullMarked
package org.credence.ledger.fabric;

import org.jspecify.annotations.NullMarked;

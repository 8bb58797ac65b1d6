/**
 * Fabric's Gateway and Deliver services over gRPC with mutual TLS, so that Fabric's own clients work unchanged. Translates
 * between messages and the ledger; every request's sender is checked here or in {@code endorse}. Streams are woken by
 * commits and wait for slow readers without piling up blocks.
 */
@NullMarked
package org.credence.network.ledger.serve;

import org.jspecify.annotations.NullMarked;

/**
 * Calls contracts and endorses what they did: proposals are checked, run on a snapshot of the state, and the reads and writes
 * are signed by the host's peer. Contracts see the shim's {@code ChaincodeStub} and nothing else. Calls run side by side, on
 * the threads of those who ask.
 */
@NullMarked
package org.credence.network.ledger.endorse;

import org.jspecify.annotations.NullMarked;

/**
 * The ledger's state machine as pure functions: from state and command to an outcome. The same transaction gives the same outcome on
 * every peer. The contract, the nodes and the audit call {@link org.credence.protocol.rules.Rules}; nothing here reads a clock, a
 * file or a random number.
 */
@NullMarked
package org.credence.protocol.rules;

import org.jspecify.annotations.NullMarked;

/**
 * The ledger's state machine as pure functions: from state and command to an outcome. The same transaction gives the same outcome on
 * every peer. The contract, the nodes and the audit call {@link org.credence.protocol.rules.Rules}; nothing here reads a clock, a
 * file or a random number.
 *
 * <p>An outcome's words are endorsed too: numbers in them are formatted with {@code %s}, because {@code %d} writes the digits of the
 * peer's locale.
 *
 * <p>What conflicts with what: a transaction reads points, and of a study's facts only those that its decision needs. So members of
 * one study commit, reveal and claim at the same time without conflicts, and a seal does not disturb the scoring of earlier windows.
 * Ranges are read where the keys are not known: the consortium's members (votes), a study's enrolments (its start).
 */
@NullMarked
package org.credence.protocol.rules;

import org.jspecify.annotations.NullMarked;

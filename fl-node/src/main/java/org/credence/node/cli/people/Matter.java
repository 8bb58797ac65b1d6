package org.credence.node.cli.people;

import org.credence.protocol.Ballot;

/**
 * A question that awaits the board.
 *
 * @param subject what it is about, in one clause
 * @param ballot on which organizations vote
 * @param evidence what is known of it
 * @param act the command that votes
 */
record Matter(String subject, Ballot ballot, Sheet evidence, String act) {}

package org.credence.node.audit;

/**
 * Something that agrees with the rules and that a reader should know all the same: a flag on record, a ruling of the board.
 *
 * @param where the study and round, window or member
 * @param what is on record there
 */
public record Note(String where, String what) {}

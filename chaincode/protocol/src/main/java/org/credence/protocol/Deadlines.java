package org.credence.protocol;

/**
 * How long each phase of a study may take, in seconds of the ledger's time. A proposal with a duration below 1 is refused.
 *
 * @param enrol from the approval until anyone enrolled may start the study
 * @param round from a round's opening until a quorum may seal it
 * @param evalCommit for commitments to scores
 * @param evalReveal for revealing them
 * @param challenge from the publication of scores until they may become final
 */
public record Deadlines(long enrol, long round, long evalCommit, long evalReveal, long challenge) {}

package org.credence.protocol;

/**
 * The payload of a transaction that reached the ledger.
 *
 * @param words as in {@link Outcome}
 */
public record Reply(Code code, String words) {}

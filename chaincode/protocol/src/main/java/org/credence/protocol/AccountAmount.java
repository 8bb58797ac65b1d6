package org.credence.protocol;

/**
 * What an account is owed, cumulative over a study.
 *
 * @param amount credit units, above 0
 */
public record AccountAmount(AccountId account, long amount) {}

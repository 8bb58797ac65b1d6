package org.credence.protocol;

/**
 * What a member was credited.
 *
 * @param amount credit units, above 0
 */
public record MemberCredit(MemberId member, long amount) {}

package org.credence.node.audit;

/**
 * A check that everything passed.
 *
 * @param subject what was checked: the ledger, the certificates, a study
 * @param name what was checked of it
 * @param count how many things were compared, at least 0
 */
public record Check(String subject, String name, long count) {}

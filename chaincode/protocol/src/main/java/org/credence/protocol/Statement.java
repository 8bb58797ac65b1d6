package org.credence.protocol;

import java.util.List;

/**
 * What every account of a study is owed as of one epoch; never changes. It is approved when the study's newest approved epoch has
 * reached it.
 *
 * @param domain the leaves' domain, see {@code Hashes.statementDomain}
 * @param amounts cumulative, in the order of the accounts
 * @param root of the Merkle tree over the leaves (domain, account, cumulative amount)
 */
public record Statement(Digest domain, List<AccountAmount> amounts, Digest root) {
    public Statement {
        amounts = List.copyOf(amounts);
    }
}

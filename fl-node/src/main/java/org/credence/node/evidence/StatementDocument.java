package org.credence.node.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.credence.incentive.merkle.Bytes32;
import org.credence.incentive.merkle.StatementLeaf;
import org.credence.incentive.merkle.StatementTree;
import org.credence.protocol.AccountAmount;
import org.credence.protocol.AccountId;
import org.credence.protocol.Digest;
import org.credence.protocol.Statement;
import org.credence.protocol.StudyId;

/**
 * A statement as an owner keeps it: what every account is owed, and the proof that it is. Written as canonical JSON, so an auditor
 * derives the same bytes.
 */
public record StatementDocument(StudyId study, int epoch, Digest domain, Digest root, List<Entry> accounts) {
    /**
     * One account.
     *
     * @param cumulative credit units of all epochs so far
     * @param proof Keccak-256 hashes from the leaf's sibling up, in hexadecimal
     */
    public record Entry(AccountId account, long cumulative, List<String> proof) {
        public Entry {
            proof = List.copyOf(proof);
        }
    }

    public StatementDocument {
        accounts = List.copyOf(accounts);
    }

    /** The document of a statement on the ledger. */
    public static StatementDocument of(StudyId study, int epoch, Statement statement) {
        Bytes32 domain = Bytes32.of(statement.domain().bytes());
        Map<Bytes32, Long> leaves = new TreeMap<>();
        for (AccountAmount amount : statement.amounts()) {
            leaves.put(StatementLeaf.accountOf(amount.account().value()), amount.amount());
        }
        StatementTree tree = StatementTree.of(domain, leaves);
        List<Entry> entries = new ArrayList<>();
        for (AccountAmount amount : statement.amounts()) {
            var leaf = new StatementLeaf(
                    domain, StatementLeaf.accountOf(amount.account().value()), amount.amount());
            entries.add(new Entry(
                    amount.account(),
                    amount.amount(),
                    tree.proof(leaf).stream().map(Bytes32::hex).toList()));
        }
        return new StatementDocument(
                study, epoch, statement.domain(), Digest.of(tree.root().bytes()), entries);
    }
}

package org.credence.node.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.credence.incentive.merkle.Bytes32;
import org.credence.incentive.merkle.StatementLeaf;
import org.credence.incentive.merkle.StatementTree;
import org.credence.node.evidence.StatementDocument;
import org.credence.protocol.AccountAmount;
import org.credence.protocol.AccountId;
import org.credence.protocol.Digest;
import org.credence.protocol.Keys;
import org.credence.protocol.StateKind;
import org.credence.protocol.Statement;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.encoding.Hashes;

/** From credit to money: every statement against the credit of the windows, its root and its proofs, and every claim against it. */
final class SettlementAudit {
    private final StudyRecord record;
    private final Evidence evidence;
    private final AuditLog log;
    private long proofs;

    SettlementAudit(StudyRecord record, Evidence evidence, AuditLog log) {
        this.record = record;
        this.evidence = evidence;
        this.log = log;
    }

    /** @param history what the accounts had earned after each final window */
    void run(List<List<AccountAmount>> history) {
        int epoch = 1;
        while (record.find(Keys.statement(record.id(), epoch)).isPresent()) {
            statement(epoch, record.require(Keys.statement(record.id(), epoch)), history);
            epoch++;
        }
        Path next = evidence.folder().study(record.id()).statement(epoch);
        if (Files.exists(next)) {
            throw new Disagreement(
                    record.where(),
                    evidence.named(next) + " is there, but the ledger has no such statement: blocks are missing");
        }
        log.passed(record.where(), "statements with the root of what was credited", epoch - 1);
        log.passed(record.where(), "proofs that lead to a statement's root", proofs);
        claims(history.get(history.size() - 1));
    }

    private void statement(int epoch, Statement statement, List<List<AccountAmount>> history) {
        String where = record.where() + ", statement " + epoch;
        Digest domain = Hashes.statementDomain(record.terms().settlement(), record.id());
        if (!statement.domain().equals(domain)) {
            throw new Disagreement(where, "has the domain %s, must have %s".formatted(statement.domain(), domain));
        }
        if (!history.contains(statement.amounts())) {
            throw new Disagreement(where, "owes %s, which no final windows credited".formatted(statement.amounts()));
        }
        Bytes32 root = root(statement);
        if (!Digest.of(root.bytes()).equals(statement.root())) {
            throw new Disagreement(
                    where, "has the root %s, its accounts give %s".formatted(statement.root(), root.hex()));
        }
        var document = StatementDocument.of(record.id(), epoch, statement);
        evidence.requireEqual(
                evidence.folder().study(record.id()).statement(epoch), CanonicalJson.encode(document), where);
        document.accounts().forEach(entry -> requireProof(root, domain, entry, where));
    }

    private static Bytes32 root(Statement statement) {
        var leaves = new TreeMap<Bytes32, Long>();
        for (AccountAmount amount : statement.amounts()) {
            leaves.put(StatementLeaf.accountOf(amount.account().value()), amount.amount());
        }
        return StatementTree.of(Bytes32.of(statement.domain().bytes()), leaves).root();
    }

    private void requireProof(Bytes32 root, Digest domain, StatementDocument.Entry entry, String where) {
        var leaf = new StatementLeaf(
                Bytes32.of(domain.bytes()),
                StatementLeaf.accountOf(entry.account().value()),
                entry.cumulative());
        List<Bytes32> proof = entry.proof().stream().map(Bytes32::ofHex).toList();
        if (!StatementTree.verify(root, leaf, proof)) {
            throw new Disagreement(where + ", " + entry.account(), "the proof does not lead to the root");
        }
        proofs++;
    }

    private void claims(List<AccountAmount> earned) {
        SortedMap<AccountId, Long> due = due();
        long paid = 0;
        int claims = 0;
        for (var claim : record.state().range(StateKind.CLAIMED, record.id().value())) {
            var account = new AccountId(claim.key().attribute(1));
            long owed = due.getOrDefault(account, 0L);
            if (claim.value() > owed) {
                throw new Disagreement(
                        record.where() + ", " + account,
                        "was paid %d, the approved statements owe it %d".formatted(claim.value(), owed));
            }
            paid = Math.addExact(paid, claim.value());
            claims++;
        }
        long credited = earned.stream().mapToLong(AccountAmount::amount).reduce(0L, Math::addExact);
        if (paid > credited) {
            throw new Disagreement(record.where(), "%d units were paid, %d were credited".formatted(paid, credited));
        }
        log.passed(record.where(), "accounts paid no more than they are owed", claims);
        if (paid < credited) {
            log.note(
                    record.where(), "%d of %d credited units are not claimed yet".formatted(credited - paid, credited));
        }
    }

    /** What the approved statements owe; cumulative, so the newest of them says it all. */
    private SortedMap<AccountId, Long> due() {
        int approved = record.find(Keys.approvedEpoch(record.id())).orElse(0);
        SortedMap<AccountId, Long> due = new TreeMap<>();
        if (approved > 0) {
            record.require(Keys.statement(record.id(), approved))
                    .amounts()
                    .forEach(amount -> due.put(amount.account(), amount.amount()));
        }
        return due;
    }
}

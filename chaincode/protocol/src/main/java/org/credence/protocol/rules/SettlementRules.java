package org.credence.protocol.rules;

import java.util.List;
import java.util.TreeMap;
import org.credence.incentive.merkle.Bytes32;
import org.credence.incentive.merkle.StatementLeaf;
import org.credence.incentive.merkle.StatementTree;
import org.credence.protocol.AccountAmount;
import org.credence.protocol.AccountId;
import org.credence.protocol.Anchor;
import org.credence.protocol.Ballot;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.Earnings;
import org.credence.protocol.Event;
import org.credence.protocol.Keys;
import org.credence.protocol.Role;
import org.credence.protocol.Settlement;
import org.credence.protocol.Statement;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;
import org.credence.protocol.encoding.Hashes;
import org.jspecify.annotations.Nullable;

/** From credit to money: cumulative statements, claims on the ledger, anchors of what an EVM chain pays. */
final class SettlementRules {
    private final Transaction tx;
    private final Consortium consortium;
    private final Studies studies;

    SettlementRules(Transaction tx) {
        this.tx = tx;
        this.consortium = new Consortium(tx);
        this.studies = new Studies(tx, consortium);
    }

    Verdict proposeStatement(Command.ProposeStatement command) {
        consortium.requireCaller(Role.BOARD);
        StudyId id = command.study();
        StudyTerms terms = studies.terms(id);
        int epoch = command.epoch();
        if (tx.has(Keys.statement(id, epoch))) {
            throw new Refusal(Code.ALREADY_PROPOSED, "epoch %s of study %s has a statement".formatted(epoch, id));
        }
        int newest = newestApproved(id);
        if (epoch != newest + 1) {
            throw new Refusal(
                    Code.WRONG_EPOCH,
                    "the newest approved epoch of study %s is %s, was asked for %s; propose the next one"
                            .formatted(id, newest, epoch));
        }
        Earnings earned = tx.get(Keys.earnings(id));
        List<AccountAmount> amounts = earned == null ? List.of() : earned.accounts();
        Statement last = tx.get(Keys.statement(id, newest));
        if (amounts.equals(last == null ? List.of() : last.amounts())) {
            throw new Refusal(
                    Code.NOTHING_TO_SETTLE,
                    "study %s credited nothing since epoch %s; wait until a window is final".formatted(id, newest));
        }
        Statement statement = statement(id, terms.settlement(), amounts);
        tx.put(Keys.statement(id, epoch), statement);
        tx.emit(new Event.StatementProposed(id, epoch, statement.root()));
        return Verdict.OK;
    }

    private static Statement statement(StudyId id, Settlement settlement, List<AccountAmount> amounts) {
        Digest domain = Hashes.statementDomain(settlement, id);
        var leaves = new TreeMap<Bytes32, Long>();
        for (AccountAmount owed : amounts) {
            leaves.put(StatementLeaf.accountOf(owed.account().value()), owed.amount());
        }
        Bytes32 root = StatementTree.of(Bytes32.of(domain.bytes()), leaves).root();
        return new Statement(domain, amounts, Digest.of(root.bytes()));
    }

    Verdict approveStatement(Command.ApproveStatement command) {
        consortium.requireCaller(Role.BOARD);
        StudyId id = command.study();
        studies.terms(id);
        int epoch = command.epoch();
        Statement statement = tx.get(Keys.statement(id, epoch));
        if (statement == null) {
            throw new Refusal(
                    Code.UNKNOWN_EPOCH, "epoch %s of study %s has no statement; propose it first".formatted(epoch, id));
        }
        if (epoch <= newestApproved(id)) {
            throw new Refusal(
                    Code.ALREADY_APPROVED, "the statement of epoch %s of study %s is approved".formatted(epoch, id));
        }
        if (consortium.vote(Ballot.statement(id, epoch), MembershipRules.YES)) {
            tx.put(Keys.approvedEpoch(id), epoch);
            tx.emit(new Event.StatementApproved(id, epoch, statement.root()));
        }
        return Verdict.OK;
    }

    Verdict claim(Command.Claim command) {
        AccountId account = command.account();
        if (!account.equals(tx.context().account())) {
            throw new Refusal(
                    Code.NOT_ACCOUNT_OWNER,
                    "the caller's certificate owns %s, not %s"
                            .formatted(owned(tx.context().account()), account));
        }
        StudyId id = command.study();
        StudyTerms terms = studies.terms(id);
        if (terms.settlement() != Settlement.LEDGER) {
            throw new Refusal(
                    Code.SETTLED_ELSEWHERE, "study %s is settled on %s; claim there".formatted(id, terms.settlement()));
        }
        Statement statement = requireNewest(id, command.epoch());
        long due = statement.amounts().stream()
                .filter(owed -> owed.account().equals(account))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Code.UNKNOWN_ACCOUNT,
                        "the statement of epoch %s of study %s does not name %s"
                                .formatted(command.epoch(), id, account)))
                .amount();
        Long claimed = tx.get(Keys.claimed(id, account));
        long paid = claimed == null ? 0 : claimed;
        if (due <= paid) {
            throw new Refusal(
                    Code.NOTHING_TO_CLAIM,
                    "%s was paid %s of the %s that epoch %s owes it".formatted(account, paid, due, command.epoch()));
        }
        tx.put(Keys.claimed(id, account), due);
        tx.emit(new Event.Claimed(id, account, command.epoch(), due - paid, due));
        return Verdict.OK;
    }

    private static String owned(@Nullable AccountId account) {
        return account == null ? "no account" : account.value();
    }

    private Statement requireNewest(StudyId id, int epoch) {
        int newest = newestApproved(id);
        Statement statement = tx.get(Keys.statement(id, newest));
        if (newest == 0 || statement == null) {
            throw new Refusal(Code.NO_STATEMENT, "study %s has no approved statement yet".formatted(id));
        }
        if (epoch != newest) {
            throw new Refusal(
                    Code.WRONG_EPOCH,
                    "the newest approved epoch of study %s is %s, was asked for %s; claim from the newest"
                            .formatted(id, newest, epoch));
        }
        return statement;
    }

    Verdict recordAnchor(Command.RecordAnchor command) {
        consortium.requireCaller(Role.BOARD);
        StudyId id = command.study();
        StudyTerms terms = studies.terms(id);
        if (terms.settlement() != Settlement.EVM) {
            throw new Refusal(
                    Code.WRONG_SETTLEMENT,
                    "study %s is settled on %s; nothing is anchored".formatted(id, terms.settlement()));
        }
        int epoch = command.epoch();
        Statement statement = tx.get(Keys.statement(id, epoch));
        if (statement == null || epoch > newestApproved(id)) {
            throw new Refusal(
                    Code.UNKNOWN_EPOCH, "epoch %s of study %s has no approved statement".formatted(epoch, id));
        }
        if (!command.root().equals(statement.root())) {
            throw new Refusal(
                    Code.DIGEST_MISMATCH,
                    "the statement of epoch %s has the root %s, was %s"
                            .formatted(epoch, statement.root(), command.root()));
        }
        var anchor = new Anchor(command.root(), command.evmTx());
        Anchor before = tx.get(Keys.anchor(id, epoch));
        if (anchor.equals(before)) {
            return Verdict.noop("this anchor of epoch %s is on record".formatted(epoch));
        }
        if (before != null) {
            throw new Refusal(
                    Code.ALREADY_ANCHORED,
                    "epoch %s of study %s is anchored in transaction %s".formatted(epoch, id, before.evmTx()));
        }
        if (consortium.vote(
                Ballot.anchor(id, epoch),
                anchor.root().hex() + "/" + anchor.evmTx().hex())) {
            tx.put(Keys.anchor(id, epoch), anchor);
            tx.emit(new Event.EpochAnchored(id, epoch, anchor.root(), anchor.evmTx()));
        }
        return Verdict.OK;
    }

    /** The newest approved epoch, 0 before the first. */
    private int newestApproved(StudyId id) {
        Integer newest = tx.get(Keys.approvedEpoch(id));
        return newest == null ? 0 : newest;
    }
}

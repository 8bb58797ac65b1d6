package org.credence.node.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.credence.incentive.credit.Apportionment;
import org.credence.protocol.AccountAmount;
import org.credence.protocol.AccountId;
import org.credence.protocol.Budgets;
import org.credence.protocol.Credits;
import org.credence.protocol.Earnings;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberCredit;
import org.credence.protocol.MemberId;
import org.credence.protocol.ScoreVector;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.Split;
import org.credence.protocol.Study;
import org.credence.protocol.StudyTerms;

/**
 * From final scores to credit, worked out without the rules: each final window's budget by largest remainder among the members, each
 * member's part among its accounts.
 */
final class CreditAudit {
    private final StudyRecord record;
    private final StudyTerms terms;
    private final Budgets budgets;
    private final AuditLog log;
    private final SortedMap<MemberId, Long> members = new TreeMap<>();
    private final SortedMap<AccountId, Long> accounts = new TreeMap<>();
    private final List<List<AccountAmount>> history = new ArrayList<>();
    private long credits;
    private long carry;

    CreditAudit(StudyRecord record, AuditLog log) {
        this.record = record;
        this.terms = record.terms();
        this.budgets = record.require(Keys.budgets(record.id()));
        this.log = log;
    }

    /** What the accounts had earned after each final window; first, before any. */
    List<List<AccountAmount>> run() {
        history.add(List.of());
        int window = 0;
        while (window < terms.windows() && record.isFinal(window)) {
            window(window);
            window++;
        }
        requireEarnings();
        requireTotal(window);
        log.passed(record.where(), "credits of members, window by window", credits);
        log.passed(record.where(), "accounts with what their members' splits give them", accounts.size());
        return List.copyOf(history);
    }

    private void window(int index) {
        long budget = Math.addExact(budgets.sum(terms.firstRound(index), terms.lastRound(index)), carry);
        Apportionment<MemberId> shared = Apportionment.of(budget, weights(index));
        List<MemberCredit> derived = credits(shared.amounts());
        List<MemberCredit> recorded = record.find(Keys.credit(record.id(), index))
                .map(Credits::members)
                .orElse(List.of());
        if (!recorded.equals(derived)) {
            throw new Disagreement(
                    record.window(index),
                    "%d units are credited as %s, the scores give %s".formatted(budget, recorded, derived));
        }
        for (MemberCredit credit : derived) {
            members.merge(credit.member(), credit.amount(), Math::addExact);
            split(credit).forEach((account, part) -> accounts.merge(account, part, Math::addExact));
        }
        credits += derived.size();
        carry = shared.unspent();
        history.add(accountAmounts());
    }

    private Map<MemberId, Long> weights(int index) {
        ScoreVector vector = record.require(Keys.window(record.id(), index)).vector();
        if (vector == null) {
            throw new Disagreement(record.window(index), "is final without scores");
        }
        var weights = new TreeMap<MemberId, Long>();
        vector.scores().forEach(score -> weights.put(score.member(), score.score()));
        return weights;
    }

    private Map<AccountId, Long> split(MemberCredit credit) {
        Split split = record.find(Keys.split(record.id(), credit.member())).orElse(Split.toMember(credit.member()));
        var weights = new TreeMap<AccountId, Long>();
        split.shares().forEach(share -> weights.put(share.account(), (long) share.basisPoints()));
        return Apportionment.of(credit.amount(), weights).amounts();
    }

    private void requireEarnings() {
        Earnings recorded = record.find(Keys.earnings(record.id())).orElse(Earnings.NONE);
        var derived = new Earnings(credits(members), accountAmounts());
        if (!recorded.equals(derived)) {
            throw new Disagreement(
                    record.where(), "the earnings on record are %s, the windows give %s".formatted(recorded, derived));
        }
    }

    /** Once a study is over and none of its windows is open, not a unit is missing. */
    private void requireTotal(int finalWindows) {
        Study study = record.study();
        if (!study.isOver() || isOpenFrom(finalWindows)) {
            return;
        }
        long credited = members.values().stream().reduce(0L, Math::addExact);
        long budget = budgets.sum(0, terms.rounds() - 1);
        if (Math.addExact(credited, study.returned()) != budget) {
            throw new Disagreement(
                    record.where(),
                    "%d units are credited and %d returned, the budget is %d"
                            .formatted(credited, study.returned(), budget));
        }
    }

    /** Whether one of these windows may still be paid; those of an aborted study that never opened have no record, or a void one. */
    private boolean isOpenFrom(int first) {
        return IntStream.range(first, terms.windows())
                .mapToObj(index -> record.find(Keys.window(record.id(), index)))
                .anyMatch(window -> window.isPresent() && window.get().status() != ScoreWindow.Status.VOID);
    }

    private static List<MemberCredit> credits(SortedMap<MemberId, Long> amounts) {
        return amounts.entrySet().stream()
                .filter(amount -> amount.getValue() > 0)
                .map(amount -> new MemberCredit(amount.getKey(), amount.getValue()))
                .toList();
    }

    private List<AccountAmount> accountAmounts() {
        return accounts.entrySet().stream()
                .filter(amount -> amount.getValue() > 0)
                .map(amount -> new AccountAmount(amount.getKey(), amount.getValue()))
                .toList();
    }
}

package org.credence.protocol.rules;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.credence.incentive.credit.Apportionment;
import org.credence.protocol.AccountAmount;
import org.credence.protocol.AccountId;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Credits;
import org.credence.protocol.Digest;
import org.credence.protocol.Earnings;
import org.credence.protocol.Event;
import org.credence.protocol.FlagKind;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberCredit;
import org.credence.protocol.MemberId;
import org.credence.protocol.MemberScore;
import org.credence.protocol.ScoreVector;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.ScoreWindow.Status;
import org.credence.protocol.Share;
import org.credence.protocol.Split;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;
import org.jspecify.annotations.Nullable;

/** From final scores to credit: each window's budget is divided once, among members and on to their accounts. */
final class CreditRules {
    private final Transaction tx;
    private final Studies studies;

    CreditRules(Transaction tx) {
        this.tx = tx;
        this.studies = new Studies(tx, new Consortium(tx));
    }

    Verdict finalizeScores(Command.FinalizeScores command) {
        StudyId id = command.study();
        StudyTerms terms = studies.insider(id);
        int index = command.window();
        ScoreWindow window = studies.window(id, terms, index);
        ScoreVector scores = requireFinalizable(id, terms, index, window);

        long budget =
                Math.addExact(studies.budgets(id).sum(terms.firstRound(index), terms.lastRound(index)), window.carry());
        Apportionment<MemberId> shared = Apportionment.of(budget, weights(scores));
        List<MemberCredit> credits = credits(shared.amounts());
        tx.put(Keys.credit(id, index), new Credits(credits));
        tx.put(Keys.earnings(id), earnings(id, credits));
        tx.put(Keys.window(id, index), window.ended(Status.FINAL));
        if (shared.unspent() > 0) {
            carry(id, terms, index + 1, shared.unspent());
        }
        flag(id, index, window, scores);
        tx.emit(new Event.ScoresFinal(id, index, credits, shared.unspent()));
        return Verdict.OK;
    }

    private ScoreVector requireFinalizable(StudyId id, StudyTerms terms, int index, ScoreWindow window) {
        if (window.status() == Status.FINAL) {
            throw new Refusal(Code.ALREADY_FINAL, "the scores of window %s are final".formatted(index));
        }
        if (window.status() == Status.CHALLENGED) {
            throw new Refusal(
                    Code.CHALLENGE_OPEN,
                    "the scores of window %s are challenged; the board rules first".formatted(index));
        }
        ScoreRules.requireStatus(index, window, "finalizeScores", Status.PROVISIONAL, Status.RULED);
        ScoreVector scores = ScoreRules.requirePublished(index, window);
        long duration = terms.deadlines().challenge();
        if (window.status() == Status.PROVISIONAL && !studies.hasPassed(window.opened(), duration)) {
            throw new Refusal(
                    Code.TOO_EARLY,
                    "the scores of window %s can be challenged for %s more seconds"
                            .formatted(index, studies.secondsLeft(window.opened(), duration)));
        }
        if (index > 0 && studies.window(id, terms, index - 1).status() != Status.FINAL) {
            throw new Refusal(
                    Code.PREVIOUS_WINDOW_OPEN,
                    "window %s must be final before window %s, because it may carry credit into it"
                            .formatted(index - 1, index));
        }
        return scores;
    }

    private static SortedMap<MemberId, Long> weights(ScoreVector scores) {
        var weights = new TreeMap<MemberId, Long>();
        scores.scores().forEach(score -> weights.put(score.member(), score.score()));
        return weights;
    }

    private static List<MemberCredit> credits(SortedMap<MemberId, Long> amounts) {
        return amounts.entrySet().stream()
                .filter(amount -> amount.getValue() > 0)
                .map(amount -> new MemberCredit(amount.getKey(), amount.getValue()))
                .toList();
    }

    /**
     * The study's earnings with one more window. The window's credit is split on its own: a split of the cumulative credit could take
     * back from an account what it has claimed (the Alabama paradox of largest remainders).
     */
    private Earnings earnings(StudyId id, List<MemberCredit> credits) {
        Earnings before = tx.get(Keys.earnings(id));
        var members = new TreeMap<MemberId, Long>();
        var accounts = new TreeMap<AccountId, Long>();
        if (before != null) {
            before.members().forEach(earned -> members.put(earned.member(), earned.amount()));
            before.accounts().forEach(earned -> accounts.put(earned.account(), earned.amount()));
        }
        for (MemberCredit credit : credits) {
            members.merge(credit.member(), credit.amount(), Math::addExact);
            split(id, credit).forEach((account, part) -> accounts.merge(account, part, Math::addExact));
        }
        return new Earnings(
                credits(members),
                accounts.entrySet().stream()
                        .filter(amount -> amount.getValue() > 0)
                        .map(amount -> new AccountAmount(amount.getKey(), amount.getValue()))
                        .toList());
    }

    private SortedMap<AccountId, Long> split(StudyId id, MemberCredit credit) {
        Split registered = tx.get(Keys.split(id, credit.member()));
        Split split = registered == null ? Split.toMember(credit.member()) : registered;
        Map<AccountId, Long> weights = new TreeMap<>();
        for (Share share : split.shares()) {
            weights.put(share.account(), (long) share.basisPoints());
        }
        return Apportionment.of(credit.amount(), weights).amounts();
    }

    /** What a window could pay nobody goes into the next one, or back to the study where there is none or it will not open. */
    private void carry(StudyId id, StudyTerms terms, int next, long amount) {
        Study study = studies.study(id);
        ScoreWindow record = tx.get(Keys.window(id, next));
        boolean isVoid = record == null
                ? !terms.hasWindow(next) || study.status() == Study.Status.ABORTED
                : record.status() == Status.VOID;
        if (isVoid) {
            tx.put(Keys.study(id), study.returning(amount));
        } else {
            tx.put(Keys.window(id, next), (record == null ? ScoreWindow.UNOPENED : record).carrying(amount));
        }
    }

    /** Judges everyone against the final scores, so that a wrong quorum that the board replaced blames nobody who was right. */
    private void flag(StudyId id, int index, ScoreWindow window, ScoreVector scores) {
        for (MemberScore score : scores.scores()) {
            if (score.score() < 0) {
                tx.put(Keys.flag(id, score.member(), FlagKind.HARM, index), true);
            }
        }
        for (MemberId member : studies.enrolled(id).members()) {
            FlagKind deviation = deviation(id, index, member, window.digest());
            if (deviation != null) {
                tx.put(Keys.flag(id, member, deviation, index), true);
            }
        }
    }

    private @Nullable FlagKind deviation(StudyId id, int index, MemberId evaluator, @Nullable Digest finalDigest) {
        Digest revealed = tx.get(Keys.scoreReveal(id, index, evaluator));
        if (revealed != null) {
            return revealed.equals(finalDigest) ? null : FlagKind.EVAL_DEVIATION;
        }
        return tx.has(Keys.scoreCommit(id, index, evaluator)) ? FlagKind.EVAL_WITHHELD : null;
    }
}

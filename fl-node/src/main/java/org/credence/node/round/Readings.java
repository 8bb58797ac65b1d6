package org.credence.node.round;

import java.util.Optional;
import org.credence.protocol.AccountAmount;
import org.credence.protocol.AccountId;
import org.credence.protocol.Earnings;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Membership;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.StateView;
import org.credence.protocol.Statement;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;

/** What desks, and people at their commands, read off the ledger's state. */
public final class Readings {
    private Readings() {}

    /** Whether an organization is a member that may act. */
    public static boolean isActive(StateView state, MemberId member) {
        Membership membership = state.get(Keys.member(member));
        return membership != null && membership.status() == Membership.Status.ACTIVE;
    }

    /** Where the scoring of a window stands. */
    public static ScoreWindow.Status windowStatus(StateView state, StudyId study, int window) {
        ScoreWindow record = state.get(Keys.window(study, window));
        return record == null ? ScoreWindow.Status.WAITING : record.status();
    }

    /** Whether the study is over and no window will pay any more. */
    public static boolean isSettled(StateView state, StudyId study) {
        Study now = state.get(Keys.study(study));
        StudyTerms terms = state.get(Keys.terms(study));
        if (now == null || terms == null || !now.isOver()) {
            return false;
        }
        for (int window = 0; window < terms.windows(); window++) {
            ScoreWindow.Status status = windowStatus(state, study, window);
            boolean neverOpened = status == ScoreWindow.Status.WAITING && now.status() == Study.Status.ABORTED;
            if (status != ScoreWindow.Status.FINAL && status != ScoreWindow.Status.VOID && !neverOpened) {
                return false;
            }
        }
        return true;
    }

    /** What the study has credited so far. */
    public static Earnings earnings(StateView state, StudyId study) {
        Earnings earnings = state.get(Keys.earnings(study));
        return earnings == null ? Earnings.NONE : earnings;
    }

    /** The newest approved epoch; 0 if none is. */
    public static int approvedEpoch(StateView state, StudyId study) {
        Integer epoch = state.get(Keys.approvedEpoch(study));
        return epoch == null ? 0 : epoch;
    }

    /** Whether all that a settled study credited is in an approved statement. */
    public static boolean isStated(StateView state, StudyId study) {
        if (!isSettled(state, study)) {
            return false;
        }
        Earnings earnings = earnings(state, study);
        if (earnings.accounts().isEmpty()) {
            return true;
        }
        int epoch = approvedEpoch(state, study);
        Statement statement = epoch == 0 ? null : state.get(Keys.statement(study, epoch));
        return statement != null && statement.amounts().equals(earnings.accounts());
    }

    /** What the newest approved statement owes an account, paid or not. */
    public static Optional<Long> due(StateView state, StudyId study, AccountId account) {
        int epoch = approvedEpoch(state, study);
        Statement statement = epoch == 0 ? null : state.get(Keys.statement(study, epoch));
        if (statement == null) {
            return Optional.empty();
        }
        return statement.amounts().stream()
                .filter(amount -> amount.account().equals(account))
                .map(AccountAmount::amount)
                .findFirst();
    }
}
